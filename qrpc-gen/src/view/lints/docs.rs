//! Lints of clippy and rustdoc on the Markdown of documentation.

use super::{Lints, those};
use crate::view::docs::prose_of;

/// Returns the lints that documentation may trigger outside of code blocks.
pub(in super::super) fn of_docs(lines: &[String]) -> Lints {
    let lines = prose_of(lines);
    let prose = prose(&lines);
    let has = |sign: &str| prose.contains(sign);
    those([
        (
            has("`") || has("://") || is_technical(&prose),
            "clippy::doc_markdown",
        ),
        (is_lazy(&lines), "clippy::doc_lazy_continuation"),
        (has("['") || has("[\""), "clippy::doc_link_with_quotes"),
        (has("://"), "rustdoc::bare_urls"),
        (has("["), "rustdoc::broken_intra_doc_links"),
        (has("<"), "rustdoc::invalid_html_tags"),
    ])
}

/// Returns the text without inline code. A paragraph with an odd number of backticks is not
/// changed.
fn prose(lines: &[&str]) -> String {
    let text = lines.join("\n");
    let mut prose = String::with_capacity(text.len());
    for paragraph in text.split("\n\n") {
        let parts: Vec<_> = paragraph.split('`').collect();
        match parts.len() % 2 {
            1 => prose.extend(parts.into_iter().step_by(2)),
            _ => prose += paragraph,
        }
        prose.push('\n');
    }
    prose
}

/// Whether a word in the text looks like an identifier.
fn is_technical(prose: &str) -> bool {
    let mut words = prose.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
    words.any(|word| {
        let word = word.trim_end_matches('s');
        let upper = word.chars().filter(|c| c.is_uppercase()).count();
        let lower = word.chars().any(char::is_lowercase);
        word.contains('_') || word.contains("::") || upper > 1 && lower
    })
}

/// Whether a line continues a list item without its indentation, or a quotation without its marker.
fn is_lazy(lines: &[&str]) -> bool {
    let mut inset = 0;
    lines.iter().any(|line| {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        match marker(text) {
            _ if text.is_empty() => inset = 0,
            Some(marker) => inset = indent + marker,
            None => return indent < inset,
        }
        false
    })
}

/// Returns the width of the marker that begins a list item or a quotation; `None` if there is none.
fn marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ends = |at: usize| {
        text.get(at..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    match text.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 && ends(1) => Some(2),
        b'>' if digits == 0 => Some(1),
        b'.' | b')' if digits > 0 && ends(digits + 1) => Some(digits + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lints(doc: &str) -> Vec<&'static str> {
        let lines: Vec<_> = doc.lines().map(str::to_owned).collect();
        of_docs(&lines).into_iter().collect()
    }

    #[test]
    fn plain_text_sets_off_nothing() {
        assert_eq!(
            lints("Says hello, to John and the USA's; 1.5 times.\n\n- one\n  two"),
            [""; 0]
        );
    }

    #[test]
    fn names_of_programs_want_backticks() {
        for doc in ["a_b", "a::b", "EchoApi", "one `tick"] {
            assert_eq!(lints(doc), ["clippy::doc_markdown"], "{doc}");
        }
        assert_eq!(lints("`a_b` and `EchoApi`"), [""; 0]);
    }

    #[test]
    fn lists_want_their_lines_set_in() {
        for doc in ["- one\ntwo", "12) one\n  two", "> one\ntwo"] {
            assert_eq!(lints(doc), ["clippy::doc_lazy_continuation"], "{doc}");
        }
    }

    #[test]
    fn signs_of_markdown_are_links_and_tags() {
        assert_eq!(lints("list[i]"), ["rustdoc::broken_intra_doc_links"]);
        assert_eq!(lints("list<i>"), ["rustdoc::invalid_html_tags"]);
        assert_eq!(
            lints("http://a"),
            ["clippy::doc_markdown", "rustdoc::bare_urls"]
        );
    }

    #[test]
    fn code_sets_off_nothing() {
        assert_eq!(lints("```text\na_b[i]\n```\n`c_d<T>`"), [""; 0]);
        assert_eq!(lints("- ```text\n  a_b[i]\n  ```\n\n`c_d<T>`"), [""; 0]);
        assert_eq!(
            lints("- ```text\n  a\n  ```\n\na_b"),
            ["clippy::doc_markdown"]
        );
    }
}
