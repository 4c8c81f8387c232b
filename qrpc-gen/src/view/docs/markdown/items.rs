//! Aligns lines of list items that are indented further than the text of the item. Clippy warns
//! about them, and the lint cannot be allowed: the oldest supported compilers do not know its name.

use std::collections::BTreeMap;

use pulldown_cmark::Tag;

use super::parsed;
use crate::view::docs::text::begins_block;

/// Returns the text in which the lines of each item's first paragraph are aligned with the text of
/// the item.
pub(super) fn aligned(text: &str) -> String {
    let items = parsed::places(text, |tag| matches!(tag, Tag::Item));
    // For each line that continues an item, by its offset, the column at which the item's text
    // begins.
    let mut columns = BTreeMap::new();
    for item in items {
        // If items are nested, the inner item comes later, so its column is the one that remains.
        columns.extend(continued(text, item.start).map(|line| (line, column(text, item.start))));
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let aligned = match columns.get(&start) {
            Some(Some(column)) => moved(line, *column),
            _ => line.to_owned(),
        };
        start += line.len() + 1;
        lines.push(aligned);
    }
    lines.join("\n")
}

/// Returns the offsets of the lines that continue the paragraph that begins at `from`.
fn continued(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let rest = text.get(from..).unwrap_or_default();
    let mut start = from;
    rest.split('\n')
        .take_while(|line| !line.trim().is_empty())
        .map(move |line| {
            let begins = start;
            start += line.len() + 1;
            begins
        })
        .skip(1)
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
