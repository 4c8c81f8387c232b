//! The receivers of a message.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Weak};
use std::time::Duration;

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
/// A peer with a timeout of its own ([`Peer::within`](crate::Peer::within)) passes the timeout on to
/// the receivers. For a list, the shortest timeout of its elements applies.
#[derive(Clone)]
pub struct Receivers {
    pub(super) kind: Kind,
    /// The timeout of calls to these receivers, if the caller set one.
    pub(super) timeout: Option<Duration>,
}

#[derive(Clone)]
pub(crate) enum Kind {
    All,
    One(One),
    Several(Vec<One>),
}

#[derive(Clone)]
pub(crate) enum One {
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
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            timeout: None,
        }
    }

    pub(crate) fn link(link: &Arc<Link>) -> Self {
        Self::new(Kind::One(One::Link {
            name: Arc::clone(&link.name),
            link: Arc::downgrade(link),
        }))
    }

    /// Returns the connection, if the receiver is one particular connection.
    pub(super) fn the_link(&self) -> Option<Arc<Link>> {
        match &self.kind {
            Kind::One(One::Link { link, .. }) => link.upgrade(),
            _ => None,
        }
    }

    fn name(name: &str) -> Self {
        Self::new(Kind::One(One::Name(name.into())))
    }

    /// Combines several receivers.
    fn several<T: Receiver>(receivers: &[T]) -> Self {
        let mut timeout = None;
        let mut several = Vec::with_capacity(receivers.len());
        let mut all = false;
        for receiver in receivers {
            let receiver = receiver.receivers();
            timeout = timeout.into_iter().chain(receiver.timeout).min();
            match receiver.kind {
                Kind::All => all = true,
                Kind::One(one) => several.push(one),
                Kind::Several(more) => several.extend(more),
            }
        }
        let kind = if all {
            Kind::All
        } else {
            Kind::Several(several)
        };
        Self { kind, timeout }
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
        Receivers::new(Kind::One(One::Name(Arc::clone(self))))
    }
}

impl<T: Receiver + ?Sized> Receiver for &T {
    fn receivers(&self) -> Receivers {
        T::receivers(self)
    }
}

impl From<All> for Receivers {
    fn from(_all: All) -> Self {
        Self::new(Kind::All)
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
        match &self.kind {
            Kind::All => f.write_str("all"),
            Kind::One(one) => f.write_str(one.name()),
            Kind::Several(several) => {
                let names: Vec<_> = several.iter().map(One::name).collect();
                f.write_str(&names.join(", "))
            }
        }
    }
}

impl One {
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
