//! A spec as a tree of nodes with spans, before its keys are interpreted, and the parser for the
//! types of the short form.
//!
//! This module creates no diagnostics, since diagnostics show parts of the tree: for a type that
//! cannot be read, this module returns an [`ExpressionError`].

mod expression;
mod located;
mod node;

pub(crate) use expression::{Alternatives, Expression, ExpressionError, ExpressionKind, parse};
pub(crate) use located::Located;
pub(crate) use node::{Entry, Node, NodeKind, ScalarNode};

/// The maximum nesting depth of values in a file, and of types.
pub(crate) const MAX_DEPTH: usize = 32;
