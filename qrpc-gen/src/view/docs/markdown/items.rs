//! Aligns lines of list items that are indented further than the text of the item. Clippy warns
//! about lines with such an indentation, and the lint cannot be allowed, because the oldest
//! supported compilers do not know its name.

use pulldown_cmark::Tag;

use super::parsed;
use crate::view::text::begins_block;

/// Returns the text in which the lines of each item's first paragraph are aligned with the text of
/// the item.
pub(super) fn aligned(text: String) -> String {
    // Lines that are indented further than the text of an item begin with more than two blanks.
    if !text.contains("\n   ") {
        return text;
    }
    let items = parsed::places(&text, |tag| matches!(tag, Tag::Item));
    let mut items = items.into_iter().map(|item| item.start).peekable();
    let mut lines = Vec::new();
    let mut start = 0;
    // The column at which the text of the current list item begins; `None` outside of the first
    // paragraph of an item. If a line begins nested items, the innermost item counts.
    let mut open = None;
    for line in text.split('\n') {
        if line.trim().is_empty() {
            open = None;
        }
        lines.push(match open {
            Some(column) => moved(line, column),
            None => line.to_owned(),
        });
        start += line.len() + 1;
        let mut last = None;
        while let Some(item) = items.next_if(|item| *item < start) {
            last = Some(item);
        }
        if let Some(item) = last {
            open = column(&text, item);
        }
    }
    lines.join("\n")
}

/// Returns the column at which the text of an item begins; `item` is the offset of the item.
fn column(text: &str, item: usize) -> Option<usize> {
    let line = text.get(..item)?.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(item..)?;
    let marker = rest.trim_start_matches(' ');
    Some(item - line + (rest.len() - marker.len()) + width(marker)?)
}

fn moved(line: &str, column: usize) -> String {
    let text = line.trim_start_matches(' ');
    if line.len() - text.len() > column && !begins_block(text) {
        format!("{:column$}{text}", "")
    } else {
        line.to_owned()
    }
}

/// Returns the width of a list item's marker, including the spaces after it.
fn width(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits + 1..)?;
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    (spaces > 0).then(|| digits + 1 + if spaces > 4 { 1 } else { spaces })
}
