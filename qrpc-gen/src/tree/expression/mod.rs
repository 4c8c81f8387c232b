//! The types of the short form, such as `list<Reading>?`, and their parser.

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
    /// At the span, `expected` is required. `found` is the character at the span; `None` at the end
    /// of the text.
    Expected {
        span: Span,
        expected: String,
        found: Option<char>,
    },
    /// The type is nested too deeply.
    TooDeep(Span),
    /// Any other mistake, with its message and a help that says how to correct it.
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
    /// `A | B`
    Union(Alternatives),
    /// `"text"`: a type whose only value is this string.
    Literal(String),
    /// A type that could not be read. The mistake in it has already been reported.
    Unread,
}

/// The alternatives of a union.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alternatives {
    /// The number of the union in its spec. Unions that are written alike have different numbers,
    /// since each is a type of its own.
    pub(crate) number: usize,
    pub(crate) types: Vec<Expression>,
}

impl Alternatives {
    /// The alternatives other than `null`.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Expression> {
        self.types.iter().filter(|each| !each.is_null())
    }

    /// Whether `null` is an alternative.
    pub(crate) fn has_null(&self) -> bool {
        self.types.iter().any(Expression::is_null)
    }
}

impl Expression {
    /// Numbers the unions in the type, beginning with `next`, and advances `next`.
    pub(crate) fn number_unions(&mut self, next: &mut usize) {
        match &mut self.kind {
            ExpressionKind::Optional(inner) => inner.number_unions(next),
            ExpressionKind::Generic(_, inner) => {
                for each in inner {
                    each.number_unions(next);
                }
            }
            ExpressionKind::Union(union) => {
                union.number = *next;
                *next += 1;
                for each in &mut union.types {
                    each.number_unions(next);
                }
            }
            ExpressionKind::Name(_) | ExpressionKind::Literal(_) | ExpressionKind::Unread => {}
        }
    }

    /// Replaces every use of the type `from` within this type by `to`. Returns whether the type
    /// contained `from`.
    pub(crate) fn replace(&mut self, from: &str, to: &str) -> bool {
        match &mut self.kind {
            ExpressionKind::Name(name) if name == from => {
                to.clone_into(name);
                true
            }
            ExpressionKind::Optional(inner) => inner.replace(from, to),
            ExpressionKind::Generic(_, inner) => replace_in(inner, from, to),
            ExpressionKind::Union(union) => replace_in(&mut union.types, from, to),
            ExpressionKind::Name(_) | ExpressionKind::Literal(_) | ExpressionKind::Unread => false,
        }
    }

    fn is_null(&self) -> bool {
        matches!(&self.kind, ExpressionKind::Name(name) if name == "null")
    }

    /// Parses a type that is not written in a file, and so has no span in it. Returns `None` unless
    /// the whole text is one type.
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

    /// The name of the type, without a `?`; `None` if the type is generic, a union or a string.
    pub(crate) fn base_name(&self) -> Option<&str> {
        match &self.kind {
            ExpressionKind::Name(name) => Some(name),
            ExpressionKind::Optional(inner) => inner.base_name(),
            ExpressionKind::Generic(..)
            | ExpressionKind::Union(_)
            | ExpressionKind::Literal(_)
            | ExpressionKind::Unread => None,
        }
    }

    pub(crate) fn is_unread(&self) -> bool {
        matches!(self.kind, ExpressionKind::Unread)
    }

    pub(crate) fn is_optional(&self) -> bool {
        matches!(self.kind, ExpressionKind::Optional(_))
    }

    /// Creates a type that consists of a name.
    pub(crate) fn named(name: &str, span: Span) -> Self {
        Self::new(ExpressionKind::Name(name.to_owned()), span)
    }

    pub(crate) fn unread(span: Span) -> Self {
        Self::new(ExpressionKind::Unread, span)
    }
}

fn replace_in(types: &mut [Expression], from: &str, to: &str) -> bool {
    let replaced = types.iter_mut().map(|ty| ty.replace(from, to));
    replaced.fold(false, |any, replaced| any | replaced)
}
