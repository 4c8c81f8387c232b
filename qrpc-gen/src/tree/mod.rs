//! The parsed form of a spec before its keys are interpreted: nodes with spans, and the types of
//! the short form.
//!
//! Diagnostics show parts of it, so nothing here makes diagnostics: a type that cannot be read is
//! an [`ExpressionError`].

mod expression;
mod located;
mod node;

pub(crate) use expression::{Alternatives, Expression, ExpressionError, ExpressionKind, parse};
pub(crate) use located::Located;
pub(crate) use node::{Entry, Node, NodeKind};

#[cfg(test)]
pub(crate) use node::ScalarNode;

/// The maximum nesting depth of values, and of types.
pub(crate) const MAX_DEPTH: usize = 32;
