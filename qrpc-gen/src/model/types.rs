//! Types: built-in ones, types that contain others, and types that the spec defines.

use super::{Constraints, Literal, Scalar};

/// The index of a named type in [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A built-in type.
    Scalar(Scalar),
    /// `T?`: a value that may be absent. Null is read as absent.
    Optional(Box<Type>),
    /// `T | null`: a value or null.
    Nullable(Box<Type>),
    /// `list<T>`: a list of any number of values of one type.
    List(Box<Type>),
    /// `map<T>`: the keys are strings, in sorted order.
    Map(Box<Type>),
    /// `tuple<A, B>`: a fixed number of values, each with its own type.
    Tuple(Vec<Type>),
    /// A type that the spec or a file that it uses defines.
    Named(TypeId),
    /// Like [`Named`](Self::Named), for a use of a type within itself, where Rust needs a `Box`.
    Boxed(TypeId),
}

impl Type {
    /// The id of the type if it is [`Named`](Self::Named) or [`Boxed`](Self::Boxed); `None`
    /// otherwise.
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
    /// The name in the spec; for a union without a name, its text in the spec.
    pub name: String,
    /// The Rust name.
    pub rust: String,
    /// Where the type is defined.
    pub origin: Origin,
    /// The author's documentation.
    pub doc: Option<String>,
    /// The author's deprecation note; `None` if the type is not deprecated.
    pub deprecated: Option<String>,
    /// The version of the API that added the type; documentation only.
    pub since: Option<String>,
    /// The kind of type, with its content.
    pub kind: TypeKind,
}

/// The place where a type or an error is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the spec, with a name.
    Spec,
    /// In the spec, at the place where it is used; its Rust name is derived from that place.
    Inline,
    /// In a file that the spec uses. The string is the path of the Rust module that holds that
    /// file's stub.
    Used(String),
}

/// The kinds of named types.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// A record: named fields.
    Record(Record),
    /// An enum: a string or an integer from a fixed list.
    Enum(Enum),
    /// A union: a value of one of several types. A value is read as the first type that fits.
    Union(Union),
    /// A tagged union: a record of one of several types, identified by the value of a field.
    Tagged(Tagged),
    /// An alias of a type.
    Alias(Alias),
    /// A type of the user's program; the string is its path in Rust.
    Foreign(String),
}

/// A record: named fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// All fields: first those of the records in `extends`, then the record's own, each in the
    /// order of the spec. A field that repeats an inherited field takes the place of the inherited
    /// one.
    pub fields: Vec<Field>,
    /// The records whose fields this record inherits.
    pub extends: Vec<TypeId>,
}

/// A field of a record, or an argument of a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub wire: String,
    /// The Rust name, with `r#` if necessary.
    pub rust: String,
    /// The author's documentation.
    pub doc: Option<String>,
    /// The type of the field's values.
    pub ty: Type,
    /// The value that the field has if it is absent. `None`: the field is required. A `T?` without
    /// a default in the spec has [`Literal::Null`] here.
    pub default: Option<Literal>,
    /// The constraints on the field's values.
    pub constraints: Constraints,
    /// How the field is encoded.
    pub form: FieldForm,
    /// The author's deprecation note; `None` if the field is not deprecated.
    pub deprecated: Option<String>,
    /// The version of the API that added the field; documentation only.
    pub since: Option<String>,
}

impl Field {
    /// Whether the field is a constant. The struct in Rust has no field for a constant.
    #[must_use]
    pub fn is_const(&self) -> bool {
        matches!(self.form, FieldForm::Const(_))
    }
}

/// How a field is encoded: as a member, flattened into its record, or as a constant.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldForm {
    /// A member of the object, with the name and the value of the field.
    Member,
    /// The members of the field's value are written beside the other fields. The type of the field
    /// is a record, a union of records (tagged or not), or a map. A map takes the members that
    /// belong to no other field.
    Flat,
    /// The field is a member that always has this value: a string, an integer, a `bool` or null.
    /// The struct in Rust has no field for this member.
    Const(Literal),
}

/// An enum: a fixed set of strings or integers.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The integer type of the values; `None` if the values are strings.
    pub of: Option<Scalar>,
    /// The values, in the order of the spec.
    pub values: Vec<EnumValue>,
    /// The Rust name of the variant for unknown values; `None` if the enum refuses them.
    pub open: Option<String>,
}

/// One value of an [`Enum`].
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The string on the wire, or the integer as decimal text.
    pub wire: String,
    /// The Rust name of the variant.
    pub rust: String,
    /// The author's documentation.
    pub doc: Option<String>,
}

/// `A | B`: a value is read as the first alternative that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The alternatives, in the order of the spec.
    pub alternatives: Vec<Alternative>,
}

/// One alternative of a [`Union`].
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The Rust name of the variant.
    pub rust: String,
    /// The author's documentation.
    pub doc: Option<String>,
    /// The values that are read as this alternative.
    pub kind: AlternativeKind,
}

/// The values that are read as an [`Alternative`].
#[derive(Clone, Debug, PartialEq)]
pub enum AlternativeKind {
    /// All values of this type are read as the alternative.
    Type(Type),
    /// Only this string is read as the alternative.
    Text(String),
}

/// A tagged union: the value of one field, the tag, identifies the variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// The wire name of the tag.
    pub tag: String,
    /// The variants, in the order of the spec.
    pub variants: Vec<Variant>,
    /// The index of the variant that is written without the tag. A value without a tag is read as
    /// this variant. `None`: all variants have the tag.
    pub untagged: Option<usize>,
    /// The Rust name of the variant that holds values with unknown tags; `None` if the union
    /// refuses such values.
    pub open: Option<String>,
}

/// A variant of a [`Tagged`] union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The value of the tag on the wire.
    pub wire: String,
    /// The Rust name of the variant.
    pub rust: String,
    /// The author's documentation.
    pub doc: Option<String>,
    /// The record whose fields are sent beside the tag; `None` if the variant has no fields.
    pub record: Option<Type>,
}

/// An alias of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The type that the alias stands for.
    pub ty: Type,
    /// Whether the alias is a struct with one value in Rust, instead of a type alias. The alias is
    /// a struct if the spec declares it as a `newtype`, or if it contains itself through aliases,
    /// optional types, lists, maps and tuples only.
    pub newtype: bool,
}
