//! Who is told of peers that come and go.

use std::sync::{Arc, Mutex};

use crate::dispatch::contained;
use crate::error::DisconnectReason;
use crate::sending::Peer;
use crate::sync::lock;

/// Something that happened to a connection. A stub has the peers as its own type.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PeerEvent<P = Peer> {
    /// A peer is there from now on.
    Connected(P),
    /// A peer is gone, and why.
    Disconnected(P, DisconnectReason),
}

impl PeerEvent {
    /// The same event, with the peer as another type.
    pub(crate) fn map<P>(self, to: impl FnOnce(Peer) -> P) -> PeerEvent<P> {
        match self {
            Self::Connected(peer) => PeerEvent::Connected(to(peer)),
            Self::Disconnected(peer, reason) => PeerEvent::Disconnected(to(peer), reason),
        }
    }
}

type Watcher = Arc<dyn Fn(&PeerEvent) + Send + Sync>;

/// Those who are told.
#[derive(Default)]
pub(crate) struct Watchers(Mutex<Vec<Watcher>>);

impl Watchers {
    pub(crate) fn add(&self, watcher: Watcher) {
        lock(&self.0).push(watcher);
    }

    pub(crate) fn are_there(&self) -> bool {
        !lock(&self.0).is_empty()
    }

    pub(crate) fn tell(&self, event: &PeerEvent) {
        let watchers = lock(&self.0).clone();
        for watcher in watchers {
            contained(|| watcher(event));
        }
    }
}
