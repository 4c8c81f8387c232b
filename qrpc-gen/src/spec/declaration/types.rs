//! Declarations of named types.

use super::FieldDecl;
use crate::source::{Spanned, Text};
use crate::tree::Expression;

/// An entry of `types`.
#[derive(Debug)]
pub(crate) struct TypeDecl {
    pub(crate) name: Text,
    pub(crate) doc: Option<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) since: Option<String>,
    /// The definition; `None` if it could not be read.
    pub(crate) body: Option<TypeBody>,
}

/// The definition of a type.
#[derive(Debug)]
pub(crate) enum TypeBody {
    Record(RecordDecl),
    Enum(EnumDecl),
    Union(UnionDecl),
    /// Another name for this type.
    Alias(Expression),
    /// A distinct type with the values of this type.
    Newtype(Expression),
    /// The path of a type of the user's program.
    Foreign(Text),
}

/// A record.
#[derive(Debug)]
pub(crate) struct RecordDecl {
    /// The names of the records whose fields this one includes.
    pub(crate) extends: Vec<Text>,
    pub(crate) fields: Vec<FieldDecl>,
}

/// An enum.
#[derive(Debug)]
pub(crate) struct EnumDecl {
    /// The integer type of the values on the wire; `None` if they are strings.
    pub(crate) of: Option<Text>,
    pub(crate) values: Vec<ValueDecl>,
    /// Whether unknown values are accepted and kept instead of refused.
    pub(crate) open: bool,
}

/// A union with named variants.
#[derive(Debug)]
pub(crate) struct UnionDecl {
    /// The name of the member that identifies the variant. Without a tag, a value is read as the
    /// first variant that fits.
    pub(crate) tag: Option<Text>,
    pub(crate) variants: Vec<VariantDecl>,
    /// The name of the variant that is written without the tag.
    pub(crate) untagged: Option<Text>,
    /// Whether values with unknown tags are accepted and kept instead of refused.
    pub(crate) open: Option<Spanned<bool>>,
}

/// A variant of a union.
#[derive(Debug)]
pub(crate) struct VariantDecl {
    /// The name of the variant. `None` if the union is a list of types: the name is then derived
    /// from the type.
    pub(crate) key: Option<Text>,
    pub(crate) wire: Option<Text>,
    pub(crate) doc: Option<String>,
    pub(crate) ty: Expression,
}

/// A value of an enum.
#[derive(Debug)]
pub(crate) struct ValueDecl {
    pub(crate) key: Text,
    pub(crate) wire: Option<Text>,
    pub(crate) doc: Option<String>,
}

impl TypeBody {
    /// The types in the definition, except those of a record's fields and of an alias.
    pub(super) fn expressions(&self) -> Vec<&Expression> {
        match self {
            Self::Newtype(ty) => vec![ty],
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Record(_) | Self::Enum(_) | Self::Alias(_) | Self::Foreign(_) => Vec::new(),
        }
    }
}

impl VariantDecl {
    /// The value of the tag that identifies this variant; `None` for a variant without a name.
    pub(crate) fn wire(&self) -> Option<&Text> {
        self.wire.as_ref().or(self.key.as_ref())
    }
}

impl ValueDecl {
    /// Creates an enum value that has only a name.
    pub(in crate::spec) fn bare(key: Text) -> Self {
        Self {
            key,
            wire: None,
            doc: None,
        }
    }

    /// The value on the wire.
    pub(crate) fn wire(&self) -> &Text {
        self.wire.as_ref().unwrap_or(&self.key)
    }
}
