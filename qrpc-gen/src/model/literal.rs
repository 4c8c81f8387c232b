//! Values that a spec writes: the defaults of arguments and fields.

use super::TypeId;

/// A value that was checked against its type.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Null: of a `T?`, of `null` or of `any`.
    Null,
    /// Of `bool` or of `any`.
    Bool(bool),
    /// Of an integer type, or of `any`.
    Int(i128),
    /// Of `f32`, `f64` or of `any`.
    Float(f64),
    /// Of `string` or of `any`.
    Text(String),
    /// Of `bytes`; written in base64.
    Bytes(Vec<u8>),
    /// Of a `list<T>` or of `any`.
    List(Vec<Literal>),
    /// Of a `map<T>` or of `any`.
    Map(Vec<(String, Literal)>),
    /// Of a record: one entry a field, in the order of its fields, defaults filled in.
    Record(TypeId, Vec<Literal>),
    /// Of a `tuple<…>`: one entry a place.
    Tuple(Vec<Literal>),
    /// Of a union: the place of the alternative, and the value of that.
    Union(TypeId, usize, Box<Literal>),
    /// Of a tagged union: the place of the variant, and the fields of its record.
    Tagged(TypeId, usize, Vec<Literal>),
    /// Of an enum: the place of the value in [`Enum::values`](super::Enum::values).
    Enum(TypeId, usize),
}
