//! Types: the built-in ones, how they combine, and the ones that a spec names.

use super::Literal;

/// The place of a named type in [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A built-in type.
    Scalar(Scalar),
    /// `T?`: a value or null.
    Optional(Box<Type>),
    /// `list<T>`.
    List(Box<Type>),
    /// `map<T>`: keys are text, sorted.
    Map(Box<Type>),
    /// A type that the spec defines.
    Named(TypeId),
}

/// A built-in type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the spec's type of the same name")]
pub enum Scalar {
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F32,
    F64,
    String,
    Bytes,
    Any,
    Null,
}

/// A type that the spec defines.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// The name as the spec has it.
    pub name: String,
    /// The Rust name.
    pub rust: String,
    /// What the author says of it.
    pub doc: Option<String>,
    /// What it is.
    pub kind: TypeKind,
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// Named fields.
    Record(Record),
    /// One text out of several.
    Enum(Enum),
}

/// A record: named fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The fields, in the order of the file.
    pub fields: Vec<Field>,
}

/// A field of a record, or an argument of a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub wire: String,
    /// The Rust name, with `r#` where it needs that.
    pub rust: String,
    /// What the author says of it.
    pub doc: Option<String>,
    /// The type of its values.
    pub ty: Type,
    /// The value of one that is absent; without a default it is required. A `T?` that the spec
    /// gives no default has [`Literal::Null`] here.
    pub default: Option<Literal>,
    /// Whether the value must be behind a `Box`, since the record holds itself through it.
    pub boxed: bool,
}

/// A closed set of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The values, in the order of the file.
    pub values: Vec<EnumValue>,
}

/// One value of an [`Enum`].
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The text on the wire.
    pub wire: String,
    /// The Rust name of the variant.
    pub rust: String,
    /// What the author says of it.
    pub doc: Option<String>,
}
