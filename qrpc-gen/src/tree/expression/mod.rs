//! The type language of the short form, such as `list<Reading>?`.

mod parser;

use super::located::Located;
use super::node::ScalarNode;
use crate::source::{Span, Text};

pub(crate) use parser::parse;

/// A type as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub(crate) span: Span,
    pub(crate) kind: ExpressionKind,
}

/// The reason why a text is not a type.
#[derive(Debug)]
pub(crate) enum ExpressionError {
    /// Something else is needed at the span; `found` is the character there.
    Expected {
        span: Span,
        expected: String,
        found: Option<char>,
    },
    /// The construct is not supported yet.
    NotSupported { span: Span, construct: String },
    /// The type is nested too deeply.
    TooDeep(Span),
    /// Alternatives, such as `i64 | string`, which need a type of their own.
    Union(Span, Vec<Expression>),
    /// Another mistake, and how to correct it.
    Wrong {
        span: Span,
        message: String,
        help: String,
    },
}

/// The kinds of type expressions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExpressionKind {
    /// `string`, `Reading`
    Name(String),
    /// `list<T>`
    Generic(Text, Vec<Expression>),
    /// `T?`
    Optional(Box<Expression>),
    /// A type that could not be read, and has been reported.
    Unread,
}

impl Expression {
    /// Parses a text that is a type and nothing else. The type has no span in the file.
    pub(crate) fn detached(text: &str) -> Option<Self> {
        let scalar = ScalarNode {
            text: text.to_owned(),
            quoted: false,
        };
        let (ty, end) = parse(Located::new(&scalar, Span::default(), "")).ok()?;
        (end == text.len()).then_some(ty)
    }

    pub(super) fn new(kind: ExpressionKind, span: Span) -> Self {
        Self { span, kind }
    }

    /// The name of a type without arguments, optional or not.
    pub(crate) fn base_name(&self) -> Option<&str> {
        match &self.kind {
            ExpressionKind::Name(name) => Some(name),
            ExpressionKind::Optional(inner) => inner.base_name(),
            ExpressionKind::Generic(..) | ExpressionKind::Unread => None,
        }
    }

    pub(crate) fn is_optional(&self) -> bool {
        matches!(self.kind, ExpressionKind::Optional(_))
    }

    pub(crate) fn unread(span: Span) -> Self {
        Self::new(ExpressionKind::Unread, span)
    }
}
