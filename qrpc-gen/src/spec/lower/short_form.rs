//! Reads the short form of a field or argument: `type [ "=" default ]`.

use super::Lower;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::{self, ShortForm, Slot};
use crate::source::Span;
use crate::spec::declaration::{DefaultDecl, Notation};
use crate::spec::json;
use crate::tree::{Expression, ExpressionError, Located, Node, NodeKind, parse};

impl Lower<'_> {
    /// Reads a type that a default may follow. Returns `None` as the default if there is none, or
    /// if it could not be read.
    pub(super) fn short_form(
        &mut self,
        node: &Node,
        slot: Slot<'_>,
    ) -> (Expression, Option<DefaultDecl>) {
        let unread = (Expression::unread(node.span), None);
        let Some((ty, rest)) = self.type_and_rest(node, slot) else {
            return unread;
        };
        let default = match rest.text.strip_prefix('=') {
            Some(json) => {
                let json = rest.from(rest.text.len() - json.trim_start().len());
                let short_form = ShortForm {
                    ty: &ty,
                    before: scalar_text(node)
                        .strip_suffix(json.text)
                        .unwrap_or_default(),
                    syntax: self.syntax,
                };
                json::load(json, short_form, self.diagnostics)
            }
            None if rest.text.is_empty() => return (ty, None),
            None => {
                self.report(catalogue::behind_type(rest.span, &ty, rest.text));
                return unread;
            }
        };
        let default = default.map(|node| DefaultDecl {
            node,
            notation: Notation::Json,
        });
        (ty, default)
    }

    /// Reads a type where a default is not allowed.
    pub(super) fn type_only(&mut self, node: &Node, slot: Slot<'_>) -> Expression {
        match self.type_and_rest(node, slot) {
            Some((ty, rest)) if rest.text.is_empty() => ty,
            Some((_, rest)) if rest.text.starts_with('=') => {
                self.report(catalogue::no_default_here(rest.span, slot));
                Expression::unread(node.span)
            }
            Some((ty, rest)) => {
                self.report(catalogue::behind_type(rest.span, &ty, rest.text));
                Expression::unread(node.span)
            }
            None => Expression::unread(node.span),
        }
    }

    fn type_and_rest<'n>(
        &mut self,
        node: &'n Node,
        slot: Slot<'_>,
    ) -> Option<(Expression, Located<'n>)> {
        let NodeKind::Scalar(scalar) = &node.kind else {
            self.report(catalogue::type_needed(node, slot, self.syntax));
            return None;
        };
        if scalar.text.is_empty() {
            let end = Span::new(node.span.end, node.span.end);
            self.report(catalogue::empty_type(end));
            return None;
        }
        // YAML does not allow these characters at the beginning of unquoted text. The text has been
        // reported and repaired, so nothing more is reported about it.
        if !scalar.quoted && scalar.text.starts_with(['@', '`', '%']) {
            return None;
        }
        let text = Located::new(scalar, node.span, self.source.text());
        match parse(text) {
            Ok((mut ty, end)) => {
                ty.number_unions(self.unions);
                Some((ty, text.from(end)))
            }
            Err(mistake) => {
                self.report(mistake_in_type(&mistake));
                None
            }
        }
    }
}

fn scalar_text(node: &Node) -> &str {
    match &node.kind {
        NodeKind::Scalar(scalar) => &scalar.text,
        NodeKind::List(_) | NodeKind::Map(_) => "",
    }
}

/// The diagnostic for a text that is not a type.
fn mistake_in_type(error: &ExpressionError) -> Diagnostic {
    match error {
        ExpressionError::Expected {
            span,
            expected,
            found,
        } => catalogue::type_expected(*span, expected, *found),
        ExpressionError::TooDeep(span) => catalogue::type_too_deep(*span),
        ExpressionError::Wrong {
            span,
            message,
            help,
        } => catalogue::type_syntax(*span, message, help),
    }
}
