//! The constraints on a value that are not part of its type.

/// The constraints of a field or an argument. For a `T?`, the constraints apply to the value if
/// there is one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The minimum value of a number, inclusive.
    pub min: Option<Bound>,
    /// The maximum value of a number, inclusive.
    pub max: Option<Bound>,
    /// The minimum length: characters of a string, bytes of `bytes`, items of a list or a map.
    pub min_len: Option<u64>,
    /// The maximum length, in the units of `min_len`.
    pub max_len: Option<u64>,
    /// A regular expression that a string must match, in the syntax of the crate `regex`.
    pub pattern: Option<String>,
}

/// A bound for a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// A bound for an integer type.
    Int(i128),
    /// A bound for `f32` or `f64`.
    Float(f64),
}
