//! Types and expressions before they are laid out.

use super::{Chain, List, Room};

/// A type or an expression.
#[derive(Clone, Debug)]
pub(crate) enum Fragment {
    /// Text that cannot be broken.
    Text(String),
    /// An `impl Trait` type.
    Impl(Box<Fragment>),
    /// A path with type arguments, a call, or a tuple.
    List(List),
    /// A chain of method calls.
    Chain(Box<Chain>),
}

impl Fragment {
    /// Creates text that cannot be broken.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The parameter type `impl Into<target>`.
    pub(crate) fn into(target: Self) -> Self {
        let bound = List::generic("__rt::Into", vec![target]);
        Self::Impl(Box::new(bound))
    }

    /// The complexity that clippy's `type_complexity` counts; the outermost `depth` is 1.
    pub(crate) fn complexity(&self, depth: usize) -> usize {
        match self {
            Self::Impl(bound) => bound.complexity(depth),
            Self::List(list) => list.complexity(depth),
            _ => 10 * depth,
        }
    }

    /// The code on one line.
    pub(crate) fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Impl(bound) => format!("impl {}", bound.flat()),
            Self::List(list) => list.flat(),
            Self::Chain(chain) => chain.flat(),
        }
    }

    /// Whether it may be on one line, if there is room.
    pub(super) fn is_short(&self) -> bool {
        match self {
            Self::Impl(bound) => bound.is_short(),
            Self::List(list) => list.is_short(),
            Self::Text(_) | Self::Chain(_) => true,
        }
    }

    /// The first layout that fits.
    pub(super) fn fit(&self, room: Room) -> Option<String> {
        match self {
            Self::Text(text) => room.fits(text).then(|| text.clone()),
            // rustfmt ignores the width of the keyword.
            Self::Impl(bound) => Some(format!("impl {}", bound.fit(room)?)),
            Self::List(list) => list.fit(room),
            Self::Chain(chain) => chain.fit(room),
        }
    }
}
