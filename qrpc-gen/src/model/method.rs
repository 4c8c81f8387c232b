//! Methods, and the sides of an API.

use std::time::Duration;

use super::{ErrorId, Field, Type, TypeId};

/// A side of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The side that the spec describes: it answers `incoming` methods and calls `outgoing`
    /// methods.
    Normal,
    /// The side named by `inverted`, for which `incoming` and `outgoing` are swapped.
    Inverted,
}

/// The direction in which a method is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The other side calls the method; this side answers it.
    Incoming,
    /// This side calls the method; the other side answers it.
    Outgoing,
    /// Either side may call the method.
    Both,
}

impl Direction {
    /// Returns the direction as `side` sees it; `self` is the direction that the spec declares.
    #[must_use]
    pub fn seen_from(self, side: Side) -> Self {
        match (side, self) {
            (Side::Normal, direction) | (Side::Inverted, direction @ Self::Both) => direction,
            (Side::Inverted, Self::Incoming) => Self::Outgoing,
            (Side::Inverted, Self::Outgoing) => Self::Incoming,
        }
    }

    /// Whether a side for which the method has this direction may call the method.
    #[must_use]
    pub fn calls(self) -> bool {
        matches!(self, Self::Outgoing | Self::Both)
    }

    /// Whether a side for which the method has this direction answers the method.
    #[must_use]
    pub fn answers(self) -> bool {
        matches!(self, Self::Incoming | Self::Both)
    }
}

/// A method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// The name on the wire.
    pub wire: String,
    /// The Rust name of the handle and of the functions for the method, with `r#` if necessary.
    pub rust: String,
    /// The Rust name of the method's argument struct, and of the type that stands for the method.
    pub type_name: String,
    /// The author's documentation.
    pub doc: Option<String>,
    /// The direction, seen from [`Side::Normal`].
    pub direction: Direction,
    /// The arguments, in the order of the spec. If the spec names a record for the arguments,
    /// `args` has the fields of the record.
    pub args: Vec<Field>,
    /// Whether the arguments are one value of the type `any`. If `true`, `args` is empty.
    pub any_args: bool,
    /// The record whose fields are the arguments, if the spec names one.
    pub args_record: Option<TypeId>,
    /// How the arguments are sent.
    pub params: Params,
    /// The type of the reply; `None` for a notification.
    pub reply: Option<Type>,
    /// The errors that the method may answer with instead of a reply.
    pub raises: Vec<ErrorId>,
    /// The Rust name of the error type of calls of the method. `None`: the method raises no errors
    /// of the spec, so calls return the general error type.
    pub error: Option<String>,
    /// Whether the side that answers the method accepts the arguments also as a list, without their
    /// names.
    pub positional: bool,
    /// How long a caller waits for the reply. `None`: the timeout of the API applies.
    pub timeout: Option<Timeout>,
    /// The author's deprecation note; `None` if the method is not deprecated.
    pub deprecated: Option<String>,
    /// The version of the API that added the method; documentation only.
    pub since: Option<String>,
}

/// How long a caller waits for a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeout {
    /// The caller waits at most this long.
    After(Duration),
    /// The caller waits until the reply arrives or the connection ends.
    Never,
}

/// How the arguments of a call are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Params {
    /// As an object: each argument with its name.
    ByName,
    /// As a list, in the order of the spec.
    ByPosition,
}
