//! Aligns lines of list items that are indented further than the item's text: clippy warns about
//! them, and the oldest supported compilers do not know the name of that lint.

use std::collections::BTreeMap;

use pulldown_cmark::Tag;

use super::parsed;
use crate::view::docs::text::begins_block;

/// The text with the lines of each item's first paragraph aligned with the beginning of the item's
/// text.
pub(super) fn aligned(text: &str) -> String {
    let items = parsed::places(text, |tag| matches!(tag, Tag::Item));
    // The start of each line that continues a paragraph, with the column of its item's text.
    let mut columns = BTreeMap::new();
    for item in items {
        // A nested item comes later and overwrites the column.
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

/// The offsets of the lines that continue the paragraph at this position.
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

/// The column at which the text of the item at this position begins.
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

/// The width of the marker that begins a list item.
fn width(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits + 1..)?;
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    (spaces > 0).then(|| digits + 1 + if spaces > 4 { 1 } else { spaces })
}
