//! Values that are written in a spec: the defaults of arguments and fields, and constants.

use super::TypeId;

/// A default or a constant, as a value of its type.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Null, for `T?`, `T | null`, `null` or `any`.
    Null,
    /// A value of `bool` or `any`.
    Bool(bool),
    /// A value of an integer type or `any`.
    Int(i128),
    /// A value of `f32`, `f64` or `any`.
    Float(f64),
    /// A value of `string` or `any`.
    Text(String),
    /// A value of `bytes`; a spec writes it in base64.
    Bytes(Vec<u8>),
    /// A value of `list<T>` or `any`.
    List(Vec<Literal>),
    /// A value of `map<T>` or `any`.
    Map(Vec<(String, Literal)>),
    /// A value of a record: one entry per field, in the order of the fields, with defaults and
    /// constants filled in.
    Record(TypeId, Vec<Literal>),
    /// A value of `tuple<…>`: one entry per element.
    Tuple(Vec<Literal>),
    /// A value of a union: the index of the alternative, and its value.
    Union(TypeId, usize, Box<Literal>),
    /// A value of a tagged union: the index of the variant, and the fields of its record.
    Tagged(TypeId, usize, Vec<Literal>),
    /// A value of an enum: its index in [`Enum::values`](super::Enum::values).
    Enum(TypeId, usize),
}
