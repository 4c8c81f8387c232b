//! The connected peers, and the search for the receivers of a message.

use std::collections::HashMap;
use std::slice;
use std::sync::{Arc, Mutex, Weak};
use std::time::Instant;

use super::receivers::SingleReceiver;
use super::{ReceiverSet, Receivers};
use crate::error::{CallError, DisconnectReason};
use crate::link::Link;
use crate::promise::{CallConnection, CallConnections, SentCall};
use crate::sync::lock;

/// The connections, keyed by the name of their peer.
#[derive(Default)]
pub(crate) struct Peers(Mutex<Known>);

#[derive(Default)]
struct Known {
    links: HashMap<Arc<str>, Arc<Link>>,
    /// Whether new connections are accepted.
    open: bool,
}

/// The connections of one message's receivers, and the receivers that were not found.
#[derive(Default)]
pub(super) struct Targets {
    pub(super) links: Vec<Arc<Link>>,
    pub(super) failed: Vec<(Arc<str>, CallError)>,
}

impl Targets {
    /// Adds the connection of a receiver, unless the connection was added before.
    fn add(&mut self, link: &Arc<Link>) {
        if !self.links.iter().any(|known| Arc::ptr_eq(known, link)) {
            self.links.push(Arc::clone(link));
        }
    }

    /// Returns the connections over which a call to these receivers is sent.
    pub(super) fn sent_call(&self, id: u64) -> SentCall {
        let connection =
            |link: &Arc<Link>| -> Weak<dyn CallConnection> { Arc::<Link>::downgrade(link) };
        let connections = match self.links.as_slice() {
            [one] => CallConnections::One(connection(one)),
            several => CallConnections::Several(several.iter().map(connection).collect()),
        };
        SentCall { id, connections }
    }

    fn fail(&mut self, name: &Arc<str>, error: CallError) {
        self.failed.push((Arc::clone(name), error));
    }
}

impl Peers {
    /// Finds the receivers of a message. If no peer has the name of a receiver, the message fails
    /// for that receiver, and not for the others.
    pub(super) fn find(&self, receivers: &Receivers) -> Result<Targets, CallError> {
        match &receivers.set {
            ReceiverSet::All => self.everybody(),
            ReceiverSet::One(one) => Ok(self.several(slice::from_ref(one))),
            ReceiverSet::Several(several) if several.is_empty() => Err(CallError::NobodyThere),
            ReceiverSet::Several(several) => Ok(self.several(several)),
        }
    }

    fn everybody(&self) -> Result<Targets, CallError> {
        let links = self.links();
        if links.is_empty() {
            return Err(CallError::NobodyThere);
        }
        Ok(Targets {
            links,
            failed: Vec::new(),
        })
    }

    fn several(&self, receivers: &[SingleReceiver]) -> Targets {
        let mut targets = Targets::default();
        for receiver in receivers {
            match receiver {
                SingleReceiver::Name(name) => match lock(&self.0).links.get(name) {
                    Some(link) => targets.add(link),
                    None => targets.fail(name, CallError::UnknownReceiver(name.to_string())),
                },
                SingleReceiver::Link { name, link } => match link.upgrade() {
                    Some(link) => targets.add(&link),
                    None => targets.fail(name, gone(name)),
                },
            }
        }
        targets
    }

    /// Adds a connection. `tell` queues the job that notifies the watchers. If an older connection
    /// has the same name, the older connection is closed, because it can no longer be reached by
    /// its name.
    pub(crate) fn add(&self, link: &Arc<Link>, tell: impl FnOnce()) {
        let mut known = lock(&self.0);
        if !known.open {
            drop(known);
            tell();
            return link.close(&DisconnectReason::Stopped);
        }
        let before = known.links.insert(Arc::clone(&link.name), Arc::clone(link));
        // `tell` is called under the lock, so that the end of the connection is reported after its
        // start even if the API stops now. The handler queue is open as long as connections are
        // accepted, so `tell` does not run the watchers on this thread.
        tell();
        drop(known);
        if let Some(before) = before {
            let reason = "a new connection uses the same name";
            before.close(&DisconnectReason::Failed(reason.into()));
        }
    }

    /// Accepts new connections from now on.
    pub(crate) fn open(&self) {
        lock(&self.0).open = true;
    }

    pub(crate) fn remove(&self, link: &Arc<Link>) {
        let peers = &mut lock(&self.0).links;
        if peers
            .get(&link.name)
            .is_some_and(|known| Arc::ptr_eq(known, link))
        {
            peers.remove(&link.name);
        }
    }

    /// Returns the current connections.
    pub(crate) fn links(&self) -> Vec<Arc<Link>> {
        lock(&self.0).links.values().cloned().collect()
    }

    pub(crate) fn len(&self) -> usize {
        lock(&self.0).links.len()
    }

    /// Waits until all queued messages are written, but no longer than until `end`.
    pub(crate) fn wait_flushed(&self, end: Instant) {
        for link in self.links() {
            link.wait_flushed(end);
        }
    }

    /// Closes all connections and accepts no new ones.
    pub(crate) fn close(&self) {
        lock(&self.0).open = false;
        for link in self.links() {
            link.close(&DisconnectReason::Stopped);
        }
    }
}

fn gone(name: &str) -> CallError {
    CallError::Disconnected {
        peer: name.to_owned(),
        reason: DisconnectReason::Closed,
    }
}
