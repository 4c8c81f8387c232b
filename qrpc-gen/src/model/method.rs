//! Methods, and from which side one looks at them.

use std::time::Duration;

use super::{ErrorId, Field, Type, TypeId};

/// Which side of the API one looks from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The side that the spec is written from.
    Normal,
    /// The other one, where incoming and outgoing have swapped.
    Inverted,
}

/// Which way a method is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Others call it; this side answers.
    Incoming,
    /// This side calls it.
    Outgoing,
    /// Either side may call it.
    Both,
}

impl Direction {
    /// The direction as `side` sees it, of a method that the spec declares with this one.
    #[must_use]
    pub fn seen_from(self, side: Side) -> Self {
        match (side, self) {
            (Side::Normal, direction) | (Side::Inverted, direction @ Self::Both) => direction,
            (Side::Inverted, Self::Incoming) => Self::Outgoing,
            (Side::Inverted, Self::Outgoing) => Self::Incoming,
        }
    }

    /// Whether it can be called from the side that sees it so.
    #[must_use]
    pub fn calls(self) -> bool {
        matches!(self, Self::Outgoing | Self::Both)
    }

    /// Whether the side that sees it so answers it.
    #[must_use]
    pub fn answers(self) -> bool {
        matches!(self, Self::Incoming | Self::Both)
    }
}

/// One method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// The name on the wire.
    pub wire: String,
    /// The Rust name of the handle and of the function, with `r#` where it needs that.
    pub rust: String,
    /// The Rust name of its argument struct and of the method as a type.
    pub type_name: String,
    /// What the author says of it.
    pub doc: Option<String>,
    /// Which way it is called, seen from [`Side::Normal`].
    pub direction: Direction,
    /// The arguments, in the order of the file.
    pub args: Vec<Field>,
    /// The record that the spec names as the arguments.
    pub args_record: Option<TypeId>,
    /// How they are sent.
    pub params: Params,
    /// What it replies; a notification has no reply.
    pub reply: Option<Type>,
    /// The errors that it may answer with beside a reply.
    pub raises: Vec<ErrorId>,
    /// The Rust name of what a call of it fails with, where it has errors of its own.
    pub error: Option<String>,
    /// Whether a message with unnamed arguments is accepted.
    pub positional: bool,
    /// How long a call of it may take; the API decides where it is not said.
    pub timeout: Option<Duration>,
    /// That it should not be used any more, and what the author says of that.
    pub deprecated: Option<String>,
    /// The version of the API that brought it; documentation only.
    pub since: Option<String>,
}

/// How the arguments of a call are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Params {
    /// As an object, each with its name.
    ByName,
    /// As a list, in the order of the spec.
    ByPosition,
}
