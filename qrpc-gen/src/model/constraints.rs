//! What must hold of a value beside its type.

/// Bounds of a field or an argument. They hold of the value within a `T?`, not of null.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// A number is at least this.
    pub min: Option<Bound>,
    /// A number is at most this.
    pub max: Option<Bound>,
    /// A text has at least so many characters, `bytes` so many bytes, a list or a map so many items.
    pub min_len: Option<u64>,
    /// It has at most so many.
    pub max_len: Option<u64>,
    /// A text has a match of this regular expression, in the syntax of the crate `regex`.
    pub pattern: Option<String>,
}

/// The bound of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// Of an integer type.
    Int(i128),
    /// Of `f32` or `f64`.
    Float(f64),
}
