//! The declarations of a spec as they were written: every name with its span, nothing resolved.
//!
//! Parts that could not be read have been reported and are marked, so that later phases report
//! nothing about them and still check everything else.

use crate::model::{Direction, Params, Timeout};
use crate::source::{Span, Spanned, Syntax, Text};
use crate::tree::{Expression, Node};

/// A whole spec.
#[derive(Debug, Default)]
pub(crate) struct Spec {
    /// The syntax in which messages show parts of the spec.
    pub(crate) syntax: Syntax,
    pub(crate) api: Option<Text>,
    pub(crate) inverted: Option<Text>,
    pub(crate) version: Option<String>,
    pub(crate) doc: Option<String>,
    pub(crate) types: Vec<TypeDecl>,
    pub(crate) errors: Vec<ErrorDecl>,
    /// The errors that every method with a reply may answer with.
    pub(crate) raises: Vec<Text>,
    /// The timeout of methods without their own.
    pub(crate) timeout: Option<Spanned<Timeout>>,
    pub(crate) send_defaults: Option<Spanned<bool>>,
    pub(crate) ignores_unknown_args: bool,
    /// The code of errors that have none of their own.
    pub(crate) fault_code: Option<Spanned<i64>>,
    pub(crate) methods: Vec<MethodDecl>,
}

/// An entry of `types`.
#[derive(Debug)]
pub(crate) struct TypeDecl {
    pub(crate) name: Text,
    pub(crate) doc: Option<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) since: Option<String>,
    /// `None` if it could not be read.
    pub(crate) body: Option<TypeBody>,
}

/// The definition of a type.
#[derive(Debug)]
pub(crate) enum TypeBody {
    Record(RecordDecl),
    Enum(EnumDecl),
    Union(UnionDecl),
    /// Another name for a type.
    Alias(Expression),
    /// A type of its own with the values of another type.
    Newtype(Expression),
    /// The path of a type of the user's program.
    Foreign(Text),
}

/// A record.
#[derive(Debug)]
pub(crate) struct RecordDecl {
    /// The names of the records whose fields it includes.
    pub(crate) extends: Vec<Text>,
    pub(crate) fields: Vec<FieldDecl>,
}

/// An enum.
#[derive(Debug)]
pub(crate) struct EnumDecl {
    /// The integer type of its values on the wire; `None` for strings.
    pub(crate) of: Option<Text>,
    pub(crate) values: Vec<ValueDecl>,
    /// Whether other values are kept instead of refused.
    pub(crate) open: bool,
}

/// A union with named variants.
#[derive(Debug)]
pub(crate) struct UnionDecl {
    /// The member that names the variant. Without a tag, a value is the first variant that fits.
    pub(crate) tag: Option<Text>,
    pub(crate) variants: Vec<VariantDecl>,
    /// The variant that is written without the tag.
    pub(crate) untagged: Option<Text>,
    /// Whether values with other tags are kept instead of refused.
    pub(crate) open: Option<Spanned<bool>>,
}

/// A variant of a union.
#[derive(Debug)]
pub(crate) struct VariantDecl {
    /// `None` in a list of types: the name is derived from the type.
    pub(crate) key: Option<Text>,
    pub(crate) wire: Option<Text>,
    pub(crate) doc: Option<String>,
    pub(crate) ty: Expression,
}

/// An entry of `errors`.
#[derive(Debug)]
pub(crate) struct ErrorDecl {
    pub(crate) name: Text,
    pub(crate) doc: Option<String>,
    pub(crate) message: Option<String>,
    /// `None` if it could not be read.
    pub(crate) code: Option<Spanned<i64>>,
    pub(crate) data: ArgsDecl,
}

/// A field of a record, or an argument.
#[derive(Debug)]
pub(crate) struct FieldDecl {
    pub(crate) key: Text,
    pub(crate) wire: Option<Text>,
    pub(crate) doc: Option<String>,
    pub(crate) ty: Expression,
    pub(crate) default: Option<DefaultDecl>,
    pub(crate) constraints: ConstraintsDecl,
    pub(crate) form: FormDecl,
    pub(crate) deprecated: Option<String>,
    pub(crate) since: Option<String>,
}

/// How a field is encoded: as a member, flattened into its record, or as a constant.
#[derive(Debug, Default)]
pub(crate) enum FormDecl {
    /// As a member with its name.
    #[default]
    Member,
    /// The members of its value stand beside the other fields. The span is that of `flat`.
    Flat(Span),
    /// As a member that always has this value.
    Const(DefaultDecl),
}

/// The constraints of a field, not yet read by its type.
#[derive(Debug, Default)]
pub(crate) struct ConstraintsDecl {
    pub(crate) min: Option<Text>,
    pub(crate) max: Option<Text>,
    pub(crate) min_len: Option<Text>,
    pub(crate) max_len: Option<Text>,
    pub(crate) pattern: Option<Text>,
}

/// A default, not yet read by the type that it belongs to.
#[derive(Debug)]
pub(crate) struct DefaultDecl {
    pub(crate) node: Node,
    pub(crate) notation: Notation,
}

/// The interpretation of unquoted text in a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// After the `=` of the short form: unquoted text is not a string.
    Json,
    /// In the long form: a string needs no quotes.
    Plain,
}

/// A value of an enum.
#[derive(Debug)]
pub(crate) struct ValueDecl {
    pub(crate) key: Text,
    pub(crate) wire: Option<Text>,
    pub(crate) doc: Option<String>,
}

/// An entry of `methods`.
#[derive(Debug)]
pub(crate) struct MethodDecl {
    pub(crate) key: Text,
    pub(crate) wire: Option<Text>,
    pub(crate) doc: Option<String>,
    /// `None` if it could not be read.
    pub(crate) direction: Option<Direction>,
    pub(crate) has_reply: Option<Spanned<bool>>,
    pub(crate) returns: Option<ReturnsDecl>,
    pub(crate) args: ArgsDecl,
    pub(crate) params: Option<Spanned<Params>>,
    pub(crate) positional: Option<Spanned<bool>>,
    pub(crate) raises: Vec<Text>,
    pub(crate) timeout: Option<Spanned<Timeout>>,
    pub(crate) deprecated: Option<String>,
    pub(crate) since: Option<String>,
}

/// The reply of a method.
#[derive(Debug)]
pub(crate) struct ReturnsDecl {
    pub(crate) key: Span,
    pub(crate) ty: Expression,
}

/// The arguments of a method, or the data of an error.
#[derive(Debug)]
pub(crate) enum ArgsDecl {
    /// The arguments themselves.
    Fields(Vec<FieldDecl>),
    /// The name of a record with these fields.
    Record(Text),
    /// Any value.
    Any(Text),
}

impl Spec {
    /// The fields of every record, the arguments of every method, and the data of every error.
    pub(crate) fn field_lists(&self) -> impl Iterator<Item = &[FieldDecl]> {
        let records = self
            .types
            .iter()
            .filter_map(|decl| match decl.body.as_ref()? {
                TypeBody::Record(record) => Some(record.fields.as_slice()),
                _ => None,
            });
        let arguments = self.methods.iter().map(|method| &method.args);
        let data = self.errors.iter().map(|error| &error.data);
        records.chain(arguments.chain(data).filter_map(ArgsDecl::fields))
    }

    /// Every type in the spec.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let aliases = self.types.iter().filter_map(|decl| match &decl.body {
            Some(TypeBody::Alias(ty)) => Some(ty),
            _ => None,
        });
        self.expressions_without_aliases().chain(aliases)
    }

    /// Every type in the spec except those that have another name by `alias`.
    pub(crate) fn expressions_without_aliases(&self) -> impl Iterator<Item = &Expression> {
        let fields = self.field_lists().flatten().map(|field| &field.ty);
        let bodies = self.types.iter().filter_map(|decl| decl.body.as_ref());
        let bodies = bodies.flat_map(TypeBody::expressions);
        let replies = self.methods.iter();
        let replies = replies.filter_map(|method| Some(&method.returns.as_ref()?.ty));
        fields.chain(bodies).chain(replies)
    }
}

impl TypeBody {
    /// The types in it other than those of fields and of an alias.
    fn expressions(&self) -> Vec<&Expression> {
        match self {
            Self::Newtype(ty) => vec![ty],
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Record(_) | Self::Enum(_) | Self::Alias(_) | Self::Foreign(_) => Vec::new(),
        }
    }
}

impl VariantDecl {
    /// The value of the tag.
    pub(crate) fn wire(&self) -> Option<&Text> {
        self.wire.as_ref().or(self.key.as_ref())
    }
}

impl ArgsDecl {
    /// The fields, unless they are those of a record.
    pub(crate) fn fields(&self) -> Option<&[FieldDecl]> {
        match self {
            Self::Fields(fields) => Some(fields),
            Self::Record(_) | Self::Any(_) => None,
        }
    }
}

impl ConstraintsDecl {
    pub(crate) fn is_empty(&self) -> bool {
        self.texts().iter().all(Option::is_none)
    }

    /// Whether two fields have the same constraints.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.texts() == other.texts()
    }

    fn texts(&self) -> [Option<&str>; 5] {
        let Self {
            min,
            max,
            min_len,
            max_len,
            pattern,
        } = self;
        [min, max, min_len, max_len, pattern].map(|text| Some(text.as_ref()?.value.as_str()))
    }
}

impl FieldDecl {
    /// Creates a field with only a type.
    pub(super) fn new(key: &Text, ty: Expression) -> Self {
        Self {
            key: key.clone(),
            wire: None,
            doc: None,
            ty,
            default: None,
            constraints: ConstraintsDecl::default(),
            form: FormDecl::Member,
            deprecated: None,
            since: None,
        }
    }

    /// The value that the field always has, if it has one.
    pub(crate) fn constant(&self) -> Option<&DefaultDecl> {
        match &self.form {
            FormDecl::Const(value) => Some(value),
            FormDecl::Member | FormDecl::Flat(_) => None,
        }
    }

    /// The span of `flat`, if the field is flat.
    pub(crate) fn flat(&self) -> Option<Span> {
        match &self.form {
            FormDecl::Flat(span) => Some(*span),
            FormDecl::Member | FormDecl::Const(_) => None,
        }
    }

    /// The wire name.
    pub(crate) fn wire(&self) -> &Text {
        self.wire.as_ref().unwrap_or(&self.key)
    }
}

impl ValueDecl {
    /// Creates a value with only a name.
    pub(super) fn bare(key: Text) -> Self {
        Self {
            key,
            wire: None,
            doc: None,
        }
    }

    /// The string on the wire.
    pub(crate) fn wire(&self) -> &Text {
        self.wire.as_ref().unwrap_or(&self.key)
    }
}

impl MethodDecl {
    /// Whether the method is declared with a reply, by `returns` or by `has_reply`.
    pub(crate) fn has_reply(&self) -> bool {
        self.returns.is_some() || self.has_reply.is_some_and(|has_reply| has_reply.value)
    }

    /// The wire name.
    pub(crate) fn wire(&self) -> &Text {
        self.wire.as_ref().unwrap_or(&self.key)
    }
}
