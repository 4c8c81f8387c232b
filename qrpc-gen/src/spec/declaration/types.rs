//! Named types.

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

/// A value of an enum.
#[derive(Debug)]
pub(crate) struct ValueDecl {
    pub(crate) key: Text,
    pub(crate) wire: Option<Text>,
    pub(crate) doc: Option<String>,
}

impl TypeBody {
    /// The types in it other than those of fields and of an alias.
    pub(super) fn expressions(&self) -> Vec<&Expression> {
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

impl ValueDecl {
    /// Creates a value with only a name.
    pub(in crate::spec) fn bare(key: Text) -> Self {
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
