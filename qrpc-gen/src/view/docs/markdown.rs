//! The author's documentation as Markdown.

use super::text;

/// The lines of a documentation, none if it says nothing.
pub(super) fn lines(doc: &str) -> Vec<String> {
    let lines = text::lines(doc);
    let blank = |line: &&String| line.is_empty();
    let first = lines.iter().take_while(blank).count();
    let last = lines.len() - lines.iter().rev().take_while(blank).count();
    lines.get(first..last).unwrap_or_default().to_vec()
}
