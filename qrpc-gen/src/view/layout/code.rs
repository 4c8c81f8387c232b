//! Types and expressions that can be laid out in several ways.

use super::{Chain, List, Room};

/// A type or an expression that is not laid out yet.
#[derive(Clone, Debug)]
pub(crate) enum Fragment {
    /// Text that must stay on one line.
    Text(String),
    /// A type `impl Trait`.
    Impl(Box<Fragment>),
    /// The type of a tuple struct's public field.
    Public(Box<Fragment>),
    /// A path with type arguments, a call, or a tuple.
    List(List),
    /// A chain of method calls.
    Chain(Box<Chain>),
}

impl Fragment {
    /// Creates text that must stay on one line.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Creates the parameter type `impl Into<target>`.
    pub(crate) fn into(target: Self) -> Self {
        Self::implements("__rt::Into", target)
    }

    /// Creates `impl Bound<T>`.
    pub(crate) fn implements(bound: &str, parameter: Self) -> Self {
        Self::Impl(Box::new(List::generic(bound, vec![parameter])))
    }

    /// Creates the type of a tuple struct's public field.
    pub(crate) fn public(ty: Self) -> Self {
        Self::Public(Box::new(ty))
    }

    /// Returns the complexity of the type as clippy's lint `type_complexity` counts it. `depth` is
    /// the nesting depth of the type, 1 for the outermost one.
    pub(crate) fn complexity(&self, depth: usize) -> usize {
        match self {
            Self::Impl(inner) | Self::Public(inner) => inner.complexity(depth),
            Self::List(list) => list.complexity(depth),
            _ => 10 * depth,
        }
    }

    /// Returns the code on one line.
    pub(crate) fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Impl(bound) => format!("impl {}", bound.flat()),
            Self::Public(ty) => format!("pub {}", ty.flat()),
            Self::List(list) => list.flat(),
            Self::Chain(chain) => chain.flat(),
        }
    }

    /// Whether the code can be on one line if there is room for it.
    pub(super) fn is_short(&self) -> bool {
        match self {
            Self::Impl(inner) | Self::Public(inner) => inner.is_short(),
            Self::List(list) => list.is_short(),
            Self::Text(_) | Self::Chain(_) => true,
        }
    }

    /// Returns the first layout that fits; `None` if none fits.
    pub(super) fn fit(&self, room: Room) -> Option<String> {
        match self {
            Self::Text(text) => room.fits(text).then(|| text.clone()),
            // rustfmt does not count the width of `impl`.
            Self::Impl(bound) => Some(format!("impl {}", bound.fit(room)?)),
            Self::Public(ty) => public(ty, room),
            Self::List(list) => list.fit(room),
            Self::Chain(chain) => chain.fit(room),
        }
    }
}

/// Returns the first layout that fits for the type of a public field. As rustfmt does, this
/// function ignores the width of the comma after a type on one line, and writes a second space
/// before a type on several lines.
fn public(ty: &Fragment, room: Room) -> Option<String> {
    let flat = format!("pub {}", ty.flat());
    let after = room.after.saturating_sub(1);
    if ty.is_short() && (Room { after, ..room }).fits(&flat) {
        return Some(flat);
    }
    let broken = ty.fit(room.behind("pub ")?)?;
    Some(format!("pub  {broken}"))
}
