//! A type or an expression, of which the layout is still open.

use super::{Chain, List, Room};

/// A type or an expression.
#[derive(Clone, Debug)]
pub(crate) enum Code {
    /// What cannot be broken.
    Text(String),
    /// The call of a macro in braces, which rustfmt leaves as it is, however long.
    Verbatim(String),
    /// Whatever implements a trait.
    Impl(Box<Code>),
    /// A path with parameters, a call, or a tuple.
    List(List),
    /// Calls of methods on one another's results.
    Chain(Box<Chain>),
}

impl Code {
    /// What cannot be broken.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A parameter of whatever converts into a type.
    pub(crate) fn into(target: Self) -> Self {
        let bound = List::generic("::core::convert::Into", vec![target]);
        Self::Impl(Box::new(bound))
    }

    /// What clippy's `type_complexity` counts, at a depth that begins with 1.
    pub(crate) fn complexity(&self, depth: usize) -> usize {
        match self {
            Self::Impl(bound) => bound.complexity(depth),
            Self::List(list) => list.complexity(depth),
            _ => 10 * depth,
        }
    }

    /// All on one line.
    pub(crate) fn flat(&self) -> String {
        match self {
            Self::Text(text) | Self::Verbatim(text) => text.clone(),
            Self::Impl(bound) => format!("impl {}", bound.flat()),
            Self::List(list) => list.flat(),
            Self::Chain(chain) => chain.flat(),
        }
    }

    /// Whether it may be on one line, if that has room.
    pub(super) fn is_short(&self) -> bool {
        match self {
            Self::Impl(bound) => bound.is_short(),
            Self::List(list) => list.is_short(),
            Self::Text(_) | Self::Verbatim(_) | Self::Chain(_) => true,
        }
    }

    /// The first of its forms that fits.
    pub(super) fn fit(&self, room: Room) -> Option<String> {
        match self {
            Self::Text(text) => room.fits(text).then(|| text.clone()),
            Self::Verbatim(text) => Some(text.clone()),
            // rustfmt forgets the width of the keyword.
            Self::Impl(bound) => Some(format!("impl {}", bound.fit(room)?)),
            Self::List(list) => list.fit(room),
            Self::Chain(chain) => chain.fit(room),
        }
    }
}
