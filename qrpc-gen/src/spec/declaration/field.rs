//! Declarations of fields of records and errors, and of arguments.

use crate::source::{Span, Text};
use crate::tree::{Expression, Node};

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
    /// The members of the field's value are written beside the other fields. The span is that of
    /// the key `flat`.
    Flat(Span),
    /// As a member that always has this value.
    Const(DefaultDecl),
}

/// The constraints of a field as text. The text is interpreted in a later phase, when the type of
/// the field is known.
#[derive(Debug, Default)]
pub(crate) struct ConstraintsDecl {
    pub(crate) min: Option<Text>,
    pub(crate) max: Option<Text>,
    pub(crate) min_len: Option<Text>,
    pub(crate) max_len: Option<Text>,
    pub(crate) pattern: Option<Text>,
}

/// A default as a node. The node is interpreted in a later phase, when the type of the default is
/// known.
#[derive(Debug)]
pub(crate) struct DefaultDecl {
    pub(crate) node: Node,
    pub(crate) notation: Notation,
}

/// How unquoted text in a default is interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// In the short form, after `=`: a string needs quotes.
    Json,
    /// In the long form: unquoted text may be a string.
    Plain,
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
    pub(in crate::spec) fn new(key: &Text, ty: Expression) -> Self {
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

    /// The value of the field if it is a constant; `None` otherwise.
    pub(crate) fn constant(&self) -> Option<&DefaultDecl> {
        match &self.form {
            FormDecl::Const(value) => Some(value),
            FormDecl::Member | FormDecl::Flat(_) => None,
        }
    }

    /// The span of the key `flat` if the field is flat; `None` otherwise.
    pub(crate) fn flat(&self) -> Option<Span> {
        match &self.form {
            FormDecl::Flat(span) => Some(*span),
            FormDecl::Member | FormDecl::Const(_) => None,
        }
    }

    /// The name of the field on the wire.
    pub(crate) fn wire(&self) -> &Text {
        self.wire.as_ref().unwrap_or(&self.key)
    }
}
