//! Types: the built-in ones, how they combine, and the ones that a spec names.

use super::{Constraints, Literal, Scalar};

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
    /// `tuple<A, B>`: so many values, each of its own type.
    Tuple(Vec<Type>),
    /// A type that the spec defines.
    Named(TypeId),
    /// The same where it holds itself through this place, so that Rust needs a `Box` here.
    Boxed(TypeId),
}

impl Type {
    /// The type that the spec defines, if it is one.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(*id),
            _ => None,
        }
    }
}

/// A type that the spec defines.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// The name as the spec has it; of one that has none, how the spec writes it.
    pub name: String,
    /// The Rust name.
    pub rust: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What the author says of it.
    pub doc: Option<String>,
    /// What it is.
    pub kind: TypeKind,
}

/// Where a definition comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The spec names it.
    Spec,
    /// It was written where it is used; its Rust name comes from that place.
    Inline,
    /// A file that the spec uses defines it; its stub is the Rust module of this path.
    Used(String),
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// Named fields.
    Record(Record),
    /// One text out of several.
    Enum(Enum),
    /// A value of one of several types, told apart by what fits.
    Union(Union),
    /// A record of one of several types, told apart by a field.
    Tagged(Tagged),
    /// Another name for a type.
    Alias(Alias),
    /// A type of the program's own: its path in Rust.
    Foreign(String),
}

/// A record: named fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The fields in the order of the file, after those of the records that it extends.
    pub fields: Vec<Field>,
    /// The records of which it has the fields, too.
    pub extends: Vec<TypeId>,
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
    /// What else must hold of its values.
    pub constraints: Constraints,
}

/// A set of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The values, in the order of the file.
    pub values: Vec<EnumValue>,
    /// The Rust name of the variant for all other texts, where there may be others.
    pub open: Option<String>,
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

/// `A | B`: the first alternative that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The alternatives, in the order of the file.
    pub alternatives: Vec<Alternative>,
}

/// One alternative of a [`Union`].
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The Rust name of the variant.
    pub rust: String,
    /// What it holds.
    pub kind: AlternativeKind,
}

/// What an [`Alternative`] holds.
#[derive(Clone, Debug, PartialEq)]
pub enum AlternativeKind {
    /// A value of a type.
    Type(Type),
    /// This text, and no other.
    Text(String),
}

/// A union whose values say in a field which alternative they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// The name of that field on the wire.
    pub tag: String,
    /// The alternatives, in the order of the file.
    pub variants: Vec<Variant>,
}

/// One alternative of a [`Tagged`] union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// What the tag says on the wire.
    pub wire: String,
    /// The Rust name of the variant.
    pub rust: String,
    /// What the author says of it.
    pub doc: Option<String>,
    /// The record whose fields stand beside the tag, if there are any.
    pub record: Option<Type>,
}

/// Another name for a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The type.
    pub ty: Type,
    /// Whether it holds itself through nothing but aliases, so that Rust needs a struct.
    pub newtype: bool,
}
