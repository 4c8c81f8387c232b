//! The first phase: from bytes to a tree, for both formats.

use super::{toml, yaml};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::{Flaw, Source, Span, Syntax};
use crate::tree::Node;

/// Reads the tree of a file. Returns `None` if a mistake was reported.
pub(crate) fn load(source: &Source, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Some(flaw) = source.flaw() {
        diagnostics.push(match flaw {
            Flaw::TooLarge => catalogue::file_too_large(Source::MAX_BYTES),
            Flaw::NotUtf8(span) => catalogue::not_utf8(span),
            Flaw::Nul(span) => catalogue::nul_character(span),
        });
        return None;
    }
    let Some(syntax) = source.syntax() else {
        diagnostics.push(catalogue::unknown_format(source.path()));
        return None;
    };
    let tree = match syntax {
        Syntax::Yaml => yaml::load(source.text(), diagnostics),
        Syntax::Toml => toml::load(source.text(), diagnostics),
    }?;
    if tree.is_empty() {
        diagnostics.push(catalogue::empty_file(Span::default()));
        return None;
    }
    Some(tree)
}
