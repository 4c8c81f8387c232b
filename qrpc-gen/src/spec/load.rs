//! The first phase: decodes a file and reads it into a tree, from YAML or TOML.

use super::{toml, yaml};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::{Flaw, Source, Span, Syntax};
use crate::tree::Node;

/// Reads one file of a spec into a tree. Returns `None` if a mistake was reported.
pub(super) fn load(source: &Source, file: usize, diagnostics: &mut Diagnostics) -> Option<Node> {
    let (text, start) = source.text_of(file);
    let file = source.file(file)?;
    if let Some(flaw) = file.flaw {
        diagnostics.push(match flaw {
            Flaw::TooLarge => catalogue::file_too_large(file.span, Source::MAX_BYTES),
            Flaw::NotUtf8(span) => catalogue::not_utf8(span),
            Flaw::Nul(span) => catalogue::nul_character(span),
        });
        return None;
    }
    let begin = Span::new(start, start);
    let Some(syntax) = file.syntax() else {
        diagnostics.push(catalogue::unknown_format(begin, file.path()));
        return None;
    };
    // The YAML and TOML readers report offsets from the beginning of the file. The offsets are then
    // shifted to offsets in the text of all files.
    let mut mistakes = Diagnostics::default();
    let tree = match syntax {
        Syntax::Yaml => yaml::load(text, &mut mistakes),
        Syntax::Toml => toml::load(text, &mut mistakes),
    };
    diagnostics.append(mistakes.after(start));
    let tree = tree?.after(start);
    if tree.is_empty() {
        diagnostics.push(catalogue::empty_file(begin));
        return None;
    }
    Some(tree)
}
