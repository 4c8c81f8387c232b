//! Who is told of peers that come and go.

use std::sync::{Arc, Mutex};

use crate::dispatch::contained;
use crate::error::DisconnectReason;
use crate::sending::Peer;
use crate::sync::lock;

/// Something that happened to a connection.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PeerEvent {
    /// A peer is there from now on.
    Connected(Peer),
    /// A peer is gone, and why.
    Disconnected(Peer, DisconnectReason),
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
