//! Callbacks that are called when peers connect or disconnect.

use std::sync::{Arc, Mutex};

use crate::error::DisconnectReason;
use crate::handler_queue::contained;
use crate::sending::Peer;
use crate::sync::lock;

/// The event that a peer connected or disconnected. A stub uses its own peer type for `P`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PeerEvent<P = Peer> {
    /// A peer has connected.
    Connected(P),
    /// A peer has disconnected, for the given reason.
    Disconnected(P, DisconnectReason),
}

impl PeerEvent {
    /// Converts the peer to another type.
    pub(crate) fn map<P>(self, to: impl FnOnce(Peer) -> P) -> PeerEvent<P> {
        match self {
            Self::Connected(peer) => PeerEvent::Connected(to(peer)),
            Self::Disconnected(peer, reason) => PeerEvent::Disconnected(to(peer), reason),
        }
    }
}

type Watcher = Arc<dyn Fn(&PeerEvent) + Send + Sync>;

/// The registered callbacks.
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
