//! The receivers of a message.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::call_batch::CallBatch;
use crate::link::Link;

/// All peers that are connected at the time of sending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct All;

/// The receivers of a message: [`All`], a peer or its name, a list of these, or an `Option`, where
/// `None` means all peers.
///
/// ```
/// use qrpc_runtime::{All, Receivers};
///
/// let everybody = Receivers::from(All);
/// let one = Receivers::from("127.0.0.1:4711");
/// let two = Receivers::from(["alice", "bob"]);
/// let all = Receivers::from(None::<&str>);
/// ```
///
/// A peer with a timeout of its own ([`Peer::within`](crate::Peer::within)) passes the timeout on
/// to the receivers. For a list, the shortest timeout of its elements applies.
#[derive(Clone)]
pub struct Receivers {
    pub(super) set: ReceiverSet,
    /// The timeout of calls to these receivers, if the caller set one.
    pub(super) timeout: Option<Duration>,
    /// The batch that collects the messages to these receivers, if they are not sent one by one.
    pub(super) batch: Option<Arc<CallBatch>>,
}

#[derive(Clone)]
pub(crate) enum ReceiverSet {
    All,
    One(SingleReceiver),
    Several(Vec<SingleReceiver>),
}

#[derive(Clone)]
pub(crate) enum SingleReceiver {
    /// The peer that has this name at the time of sending.
    Name(Arc<str>),
    /// A particular connection. Another connection may have taken over the name of this connection.
    Link { name: Arc<str>, link: Weak<Link> },
}

/// An element of a list of receivers: a name, a [`Peer`](crate::Peer), or the peer type of a
/// generated API.
pub trait Receiver {
    /// Returns the receivers that the element represents.
    fn receivers(&self) -> Receivers;
}

impl Receivers {
    fn new(set: ReceiverSet) -> Self {
        Self {
            set,
            timeout: None,
            batch: None,
        }
    }

    pub(crate) fn link(link: &Arc<Link>) -> Self {
        Self::new(ReceiverSet::One(SingleReceiver::Link {
            name: Arc::clone(&link.name),
            link: Arc::downgrade(link),
        }))
    }

    /// Returns the connection, if the receiver is one particular connection.
    pub(super) fn the_link(&self) -> Option<Arc<Link>> {
        match &self.set {
            ReceiverSet::One(SingleReceiver::Link { link, .. }) => link.upgrade(),
            _ => None,
        }
    }

    fn name(name: &str) -> Self {
        Self::new(ReceiverSet::One(SingleReceiver::Name(name.into())))
    }

    /// Combines several receivers.
    fn several<T: Receiver>(receivers: &[T]) -> Self {
        let (mut timeout, mut batch) = (None, None);
        let mut several = Vec::with_capacity(receivers.len());
        let mut all = false;
        for receiver in receivers {
            let receiver = receiver.receivers();
            timeout = timeout.into_iter().chain(receiver.timeout).min();
            batch = batch.or(receiver.batch);
            match receiver.set {
                ReceiverSet::All => all = true,
                ReceiverSet::One(one) => several.push(one),
                ReceiverSet::Several(more) => several.extend(more),
            }
        }
        let set = if all {
            ReceiverSet::All
        } else {
            ReceiverSet::Several(several)
        };
        Self {
            set,
            timeout,
            batch,
        }
    }
}

impl Receiver for str {
    fn receivers(&self) -> Receivers {
        Receivers::name(self)
    }
}

impl Receiver for String {
    fn receivers(&self) -> Receivers {
        Receivers::name(self)
    }
}

impl Receiver for Cow<'_, str> {
    fn receivers(&self) -> Receivers {
        Receivers::name(self)
    }
}

impl Receiver for Arc<str> {
    fn receivers(&self) -> Receivers {
        Receivers::new(ReceiverSet::One(SingleReceiver::Name(Arc::clone(self))))
    }
}

impl<T: Receiver + ?Sized> Receiver for &T {
    fn receivers(&self) -> Receivers {
        T::receivers(self)
    }
}

impl From<All> for Receivers {
    fn from(_all: All) -> Self {
        Self::new(ReceiverSet::All)
    }
}

impl<T: Into<Self>> From<Option<T>> for Receivers {
    fn from(receivers: Option<T>) -> Self {
        receivers.map_or_else(|| All.into(), Into::into)
    }
}

impl From<&str> for Receivers {
    fn from(name: &str) -> Self {
        Self::name(name)
    }
}

impl From<&String> for Receivers {
    fn from(name: &String) -> Self {
        Self::name(name)
    }
}

impl From<String> for Receivers {
    fn from(name: String) -> Self {
        Self::name(&name)
    }
}

impl<T: Receiver> From<&[T]> for Receivers {
    fn from(receivers: &[T]) -> Self {
        Self::several(receivers)
    }
}

impl<T: Receiver, const N: usize> From<[T; N]> for Receivers {
    fn from(receivers: [T; N]) -> Self {
        Self::several(&receivers)
    }
}

impl<T: Receiver, const N: usize> From<&[T; N]> for Receivers {
    fn from(receivers: &[T; N]) -> Self {
        Self::several(receivers)
    }
}

impl<T: Receiver> From<Vec<T>> for Receivers {
    fn from(receivers: Vec<T>) -> Self {
        Self::several(&receivers)
    }
}

impl<T: Receiver> From<&Vec<T>> for Receivers {
    fn from(receivers: &Vec<T>) -> Self {
        Self::several(receivers)
    }
}

impl fmt::Display for Receivers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.set {
            ReceiverSet::All => f.write_str("all"),
            ReceiverSet::One(one) => f.write_str(one.name()),
            ReceiverSet::Several(several) => {
                let names: Vec<_> = several.iter().map(SingleReceiver::name).collect();
                f.write_str(&names.join(", "))
            }
        }
    }
}

impl SingleReceiver {
    fn name(&self) -> &str {
        match self {
            Self::Name(name) | Self::Link { name, .. } => name,
        }
    }
}

impl fmt::Debug for Receivers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Receivers({self})")
    }
}
