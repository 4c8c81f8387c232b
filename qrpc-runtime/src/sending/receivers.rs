//! Whom a message is for.

use std::fmt;
use std::sync::{Arc, Weak};

use crate::link::Link;

/// All connected peers, at the moment of sending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct All;

/// Whom a message is for: [`All`], a name, several names, or whoever sent another message.
///
/// ```
/// use qrpc_runtime::{All, Receivers};
///
/// let everybody = Receivers::from(All);
/// let one = Receivers::from("127.0.0.1:4711");
/// let two = Receivers::from(["alice", "bob"]);
/// ```
#[derive(Clone)]
pub struct Receivers(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    All,
    Names(Vec<Arc<str>>),
    /// One connection: its name may be another's by now.
    Link {
        name: Arc<str>,
        link: Weak<Link>,
    },
}

impl Receivers {
    pub(crate) fn link(link: &Arc<Link>) -> Self {
        Self(Kind::Link {
            name: Arc::clone(&link.name),
            link: Arc::downgrade(link),
        })
    }
}

impl From<All> for Receivers {
    fn from(_all: All) -> Self {
        Self(Kind::All)
    }
}

impl From<&str> for Receivers {
    fn from(name: &str) -> Self {
        Self(Kind::Names(vec![name.into()]))
    }
}

impl From<&String> for Receivers {
    fn from(name: &String) -> Self {
        Self::from(name.as_str())
    }
}

impl From<String> for Receivers {
    fn from(name: String) -> Self {
        Self(Kind::Names(vec![name.into()]))
    }
}

impl<T: AsRef<str>> From<&[T]> for Receivers {
    fn from(names: &[T]) -> Self {
        Self(Kind::Names(
            names.iter().map(|name| name.as_ref().into()).collect(),
        ))
    }
}

impl<T: AsRef<str>, const N: usize> From<[T; N]> for Receivers {
    fn from(names: [T; N]) -> Self {
        Self::from(names.as_slice())
    }
}

impl<T: AsRef<str>> From<Vec<T>> for Receivers {
    fn from(names: Vec<T>) -> Self {
        Self::from(names.as_slice())
    }
}

impl fmt::Display for Receivers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::All => f.write_str("all"),
            Kind::Names(names) => f.write_str(&names.join(", ")),
            Kind::Link { name, .. } => f.write_str(name),
        }
    }
}

impl fmt::Debug for Receivers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Receivers({self})")
    }
}
