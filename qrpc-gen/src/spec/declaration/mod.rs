//! The declarations of a spec as they are written: every name has its span, and no name is resolved
//! yet.
//!
//! A part that could not be read has been reported and is marked as unread. Later phases report
//! nothing about an unread part, but check everything else.

mod field;
mod types;

use crate::diagnostic::Code;
use crate::model::{Direction, Params, Timeout};
use crate::source::{Span, Spanned, Syntax, Text};
use crate::tree::Expression;
pub(crate) use field::{ConstraintsDecl, DefaultDecl, FieldDecl, FormDecl, Notation};
pub(crate) use types::{
    EnumDecl, RecordDecl, TypeBody, TypeDecl, UnionDecl, ValueDecl, VariantDecl,
};

/// A whole spec.
#[derive(Debug, Default)]
pub(crate) struct Spec {
    /// The file of the spec itself, then the files that it uses.
    pub(crate) files: Vec<FileDecl>,
    /// Whether a used file could not be read, so that types and errors may be missing.
    pub(crate) lacks_files: bool,
    /// The paths in the key `use`: files whose types and errors this file uses.
    pub(crate) uses: Vec<Text>,
    pub(crate) api: Option<Text>,
    pub(crate) inverted: Option<Text>,
    pub(crate) version: Option<String>,
    pub(crate) doc: Option<String>,
    /// The types of the file itself, then those of the files that it uses.
    pub(crate) types: Vec<TypeDecl>,
    pub(crate) errors: Vec<ErrorDecl>,
    /// The errors that every method with a reply may answer with.
    pub(crate) raises: Vec<Text>,
    /// The timeout of methods that have no timeout of their own.
    pub(crate) timeout: Option<Spanned<Timeout>>,
    pub(crate) send_defaults: Option<Spanned<bool>>,
    pub(crate) ignores_unknown_args: bool,
    /// The code of faults that have no code of their own.
    pub(crate) fault_code: Option<Spanned<i64>>,
    pub(crate) cancel: Option<CancelDecl>,
    /// The lints that the spec turns off.
    pub(crate) allow: Vec<Code>,
    /// The lints that the spec turns on.
    pub(crate) warn: Vec<Code>,
    pub(crate) methods: Vec<MethodDecl>,
}

/// A file of a spec.
#[derive(Debug)]
pub(crate) struct FileDecl {
    /// The offset at which the file begins in the text of the source.
    pub(crate) start: usize,
    /// The syntax in which messages show parts of the file.
    pub(crate) syntax: Syntax,
    /// The module with the stub of the file, as seen from the stub of the spec; `None` for the spec
    /// itself.
    pub(crate) module: Option<String>,
}

/// How a call is cancelled.
#[derive(Debug)]
pub(crate) struct CancelDecl {
    pub(crate) key: Span,
    /// The wire name of the notification that cancels a call; `None` if it could not be read.
    pub(crate) method: Option<Text>,
    /// The wire name of the notification's member with the id of the call, if the spec sets it.
    pub(crate) id: Option<Text>,
    /// The name of the error that answers a cancelled call.
    pub(crate) error: Option<Text>,
    /// The key `answered`. `false` means that a cancelled call gets no reply.
    pub(crate) answered: Option<Spanned<bool>>,
}

/// An entry of `errors`.
#[derive(Debug)]
pub(crate) struct ErrorDecl {
    pub(crate) name: Text,
    pub(crate) doc: Option<String>,
    pub(crate) message: Option<String>,
    /// The code of the error; `None` if it could not be read.
    pub(crate) code: Option<Spanned<i64>>,
    pub(crate) data: ArgsDecl,
}

/// An entry of `methods`.
#[derive(Debug)]
pub(crate) struct MethodDecl {
    pub(crate) key: Text,
    pub(crate) wire: Option<Text>,
    pub(crate) doc: Option<String>,
    /// The direction of the method; `None` if it could not be read.
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
    /// Fields that are declared at the method or error itself.
    Fields(Vec<FieldDecl>),
    /// The name of the record whose fields are the arguments or the data.
    Record(Text),
    /// One value of any form. The text is the word `any`.
    Any(Text),
}

impl Spec {
    /// The syntax in which messages show parts of the file that contains a span.
    pub(crate) fn syntax_at(&self, span: Span) -> Syntax {
        let file = self.file_at(span);
        file.map(|file| file.syntax).unwrap_or_default()
    }

    /// The module with the stub that defines the item declared at this span; `None` if it is the
    /// stub of the spec itself.
    pub(crate) fn module_at(&self, span: Span) -> Option<&str> {
        self.file_at(span)?.module.as_deref()
    }

    /// Whether the spec itself declares the item at a span, and not a file that it uses.
    pub(crate) fn is_own(&self, span: Span) -> bool {
        self.module_at(span).is_none()
    }

    fn file_at(&self, span: Span) -> Option<&FileDecl> {
        let mut files = self.files.iter().rev();
        files.find(|file| file.start <= span.start)
    }

    /// Whether the spec has neither a name nor methods, but only types and errors for other specs
    /// to use.
    pub(crate) fn is_shared(&self) -> bool {
        self.api.is_none() && self.methods.is_empty()
    }

    /// The fields of each record, the arguments of each method, and the data of each error. If
    /// `args` or `data` is the name of a record, the fields of the record are not repeated for the
    /// method or error.
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

    /// Every type that is written in the spec.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let aliases = self.types.iter().filter_map(|decl| match &decl.body {
            Some(TypeBody::Alias(ty)) => Some(ty),
            _ => None,
        });
        self.expressions_without_aliases().chain(aliases)
    }

    /// Every type that is written in the spec, except those after `alias`.
    pub(crate) fn expressions_without_aliases(&self) -> impl Iterator<Item = &Expression> {
        let fields = self.field_lists().flatten().map(|field| &field.ty);
        let bodies = self.types.iter().filter_map(|decl| decl.body.as_ref());
        let bodies = bodies.flat_map(TypeBody::expressions);
        let replies = self.methods.iter();
        let replies = replies.filter_map(|method| Some(&method.returns.as_ref()?.ty));
        fields.chain(bodies).chain(replies)
    }
}

impl ArgsDecl {
    /// The fields that are declared at the method or error itself; `None` if `args` or `data` is
    /// the name of a record or `any`.
    pub(crate) fn fields(&self) -> Option<&[FieldDecl]> {
        match self {
            Self::Fields(fields) => Some(fields),
            Self::Record(_) | Self::Any(_) => None,
        }
    }
}

impl MethodDecl {
    /// Whether the method is declared with a reply, by `returns` or by `has_reply`.
    pub(crate) fn has_reply(&self) -> bool {
        self.returns.is_some() || self.has_reply.is_some_and(|has_reply| has_reply.value)
    }

    /// The name of the method on the wire.
    pub(crate) fn wire(&self) -> &Text {
        self.wire.as_ref().unwrap_or(&self.key)
    }
}
