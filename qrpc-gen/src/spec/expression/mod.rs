//! The short form's language of types: `list<Reading>?` and the like.

mod parser;

use crate::source::{Span, Text};

pub(super) use parser::parse;

/// A type as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub(crate) span: Span,
    pub(crate) kind: ExpressionKind,
}

/// What was written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExpressionKind {
    /// `string`, `Reading`
    Name(String),
    /// `list<T>`
    Generic(Text, Vec<Expression>),
    /// `T?`
    Optional(Box<Expression>),
    /// What could not be read, and has been reported.
    Unread,
}

impl Expression {
    pub(super) fn new(kind: ExpressionKind, span: Span) -> Self {
        Self { span, kind }
    }

    pub(super) fn unread(span: Span) -> Self {
        Self::new(ExpressionKind::Unread, span)
    }
}
