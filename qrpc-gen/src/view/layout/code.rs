//! Types and expressions before they are laid out.

use super::{Chain, List, Room};

/// A type or an expression.
#[derive(Clone, Debug)]
pub(crate) enum Fragment {
    /// Text that cannot be broken.
    Text(String),
    /// An `impl Trait` type.
    Impl(Box<Fragment>),
    /// A type that is the value of a public field.
    Public(Box<Fragment>),
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

    /// The type of a public field of a tuple struct.
    pub(crate) fn public(ty: Self) -> Self {
        Self::Public(Box::new(ty))
    }

    /// The complexity that clippy's `type_complexity` counts; the outermost `depth` is 1.
    pub(crate) fn complexity(&self, depth: usize) -> usize {
        match self {
            Self::Impl(inner) | Self::Public(inner) => inner.complexity(depth),
            Self::List(list) => list.complexity(depth),
            _ => 10 * depth,
        }
    }

    /// The code on one line.
    pub(crate) fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Impl(bound) => format!("impl {}", bound.flat()),
            Self::Public(ty) => format!("pub {}", ty.flat()),
            Self::List(list) => list.flat(),
            Self::Chain(chain) => chain.flat(),
        }
    }

    /// Whether it may be on one line, if there is room.
    pub(super) fn is_short(&self) -> bool {
        match self {
            Self::Impl(inner) | Self::Public(inner) => inner.is_short(),
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
            Self::Public(ty) => public(ty, room),
            Self::List(list) => list.fit(room),
            Self::Chain(chain) => chain.fit(room),
        }
    }
}

/// The first layout of a public field's type that fits. rustfmt ignores the width of the comma after
/// a type of one line, and writes a second space before a type of several lines.
fn public(ty: &Fragment, room: Room) -> Option<String> {
    let flat = format!("pub {}", ty.flat());
    let after = room.after.saturating_sub(1);
    if ty.is_short() && (Room { after, ..room }).fits(&flat) {
        return Some(flat);
    }
    let broken = ty.fit(room.behind("pub ")?)?;
    Some(format!("pub  {broken}"))
}
