//! Converts the author's documentation to Markdown that rustdoc shows and never runs.
//!
//! Rustdoc compiles and runs every code block that it takes for Rust. Therefore each code block in
//! the documentation gets a language that rustdoc does not run. Every Markdown construct in the
//! documentation is closed, so that it does not include the generated sections that follow the
//! documentation.

mod code;
mod html;
mod items;
mod language;
mod parsed;

use super::text;

/// Returns the lines of the converted documentation; empty if it has no text.
pub(super) fn lines(doc: &str) -> Vec<String> {
    let lines = text::lines(doc);
    let text = trimmed(&lines).join("\n");
    if text.is_empty() {
        return Vec::new();
    }
    // Rustdoc removes the indentation that all lines share, so the converted text is converted
    // again without that indentation. If the result equals the original text, a second conversion
    // would not change it.
    let once = shown(text.clone());
    let bare = unindented(&once);
    let text = if bare == text { bare } else { shown(bare) };
    // If the conversion failed, the whole text becomes one code block. No documentation is known
    // for which the conversion fails.
    let text = if is_inert(&text) {
        text
    } else {
        code::fenced(&text)
    };
    text.split('\n')
        .map(|line| line.trim_end_matches(' ').to_owned())
        .collect()
}

/// Returns the lines that are not part of a code block.
pub(in crate::view) fn prose(lines: &[String]) -> Vec<&str> {
    let text = lines.join("\n");
    let code: Vec<_> = parsed::blocks(&text).map(|block| block.range).collect();
    let mut end = 0;
    let prose = lines.iter().filter(|line| {
        end += line.len() + 1;
        !code
            .iter()
            .any(|code| code.start < end && end - line.len() - 1 < code.end)
    });
    prose.map(String::as_str).collect()
}

/// The lines without leading and trailing blank lines.
fn trimmed(lines: &[String]) -> &[String] {
    let blank = |line: &&String| line.is_empty();
    let first = lines.iter().take_while(blank).count();
    let last = lines.len() - lines.iter().rev().take_while(blank).count();
    lines.get(first..last).unwrap_or_default()
}

fn shown(text: String) -> String {
    ended(code::marked(items::aligned(html::closed(text))))
}

/// Returns the text, with a fence that closes its last code block if that is open.
fn ended(text: String) -> String {
    match code::missing_fence(&text) {
        Some(fence) if !parsed::is_closed(&text) => format!("{text}\n{fence}"),
        _ => text,
    }
}

/// Whether rustdoc runs no code of the text, and no construct stays open that would include the
/// text after it.
///
/// Both conditions are tested with and without the indentation that all lines share, since rustdoc
/// removes it, and with and without the Markdown extensions that rustdoc enables.
fn is_inert(text: &str) -> bool {
    let bare = unindented(text);
    parsed::is_inert(text) && (bare == text || parsed::is_inert(&bare))
}

fn unindented(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = text.split('\n').filter(|line| !line.is_empty());
    let shared = filled.map(indent).min().unwrap_or(0);
    let lines = text.split('\n');
    let lines: Vec<_> = lines
        .map(|line| line.get(shared..).unwrap_or_default())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
