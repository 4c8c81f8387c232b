//! Marks code blocks so that rustdoc does not run them.

use std::ops::Range;

use super::language::language;
use super::parsed::{self, Block, BlockKind};

/// Labels each code block that rustdoc would run with a language that it does not run, such as
/// `text`. Returns the text with these labels.
///
/// Marking a block in one dialect of Markdown may change which blocks the other dialect finds.
/// Therefore the two dialects are processed alternately until neither dialect finds a block to
/// mark.
pub(super) fn marked(mut text: String) -> String {
    let mut unchanged = 0;
    for dialect in parsed::dialects().into_iter().cycle().take(6) {
        let blocks = parsed::blocks_of(&text, dialect);
        if blocks.iter().all(|block| block.kind.is_inert()) {
            unchanged += 1;
            if unchanged == parsed::dialects().len() {
                break;
            }
            continue;
        }
        unchanged = 0;
        let fence = longest_fence(&text);
        for block in blocks.iter().rev().filter(|block| !block.kind.is_inert()) {
            let (place, code) = match &block.kind {
                BlockKind::Fenced(info) => relabeled(&text, block, info),
                BlockKind::Indented => enclosed(&text, block, &fence),
            };
            text.replace_range(place, &code);
        }
    }
    text
}

/// Returns the whole text as one code block.
pub(super) fn fenced(text: &str) -> String {
    let fence = longest_fence(text);
    format!("{fence}text\n{text}\n{fence}")
}

/// Returns the fence that would close the last code block; `None` if that block has no fence.
pub(super) fn missing_fence(text: &str) -> Option<String> {
    let last = parsed::blocks(text).last()?;
    let begins = text.get(last.range.start..)?.trim_start();
    let sign = begins.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = begins.chars().take_while(|c| *c == sign).count();
    Some(String::from(sign).repeat(length))
}

/// Returns the range of a fence's info string, and the string that replaces it.
fn relabeled(text: &str, block: &Block, info: &str) -> (Range<usize>, String) {
    let line = line_at(text, block.range.start);
    let fence = text.get(line.clone()).unwrap_or_default();
    let indent = fence.len() - fence.trim_start_matches(' ').len();
    let sign = fence.chars().nth(indent).unwrap_or('`');
    let signs = fence.chars().skip(indent).take_while(|c| *c == sign);
    let label = line.start + indent + signs.count();
    (label..line.end, language(info).to_owned())
}

/// Returns the range of an indented code block, and a fenced block with the same code.
fn enclosed(text: &str, block: &Block, fence: &str) -> (Range<usize>, String) {
    let first = block.starts.first().copied().unwrap_or(block.range.start);
    let last = block.starts.last().copied().unwrap_or(first);
    let start = line_start(text, first);
    let end = line_at(text, last).end;
    let before = text.get(start..first).unwrap_or_default();
    let before = before.strip_suffix("    ").unwrap_or(before);
    // The following lines begin with the same quotation markers, and with blanks in place of list
    // markers.
    let margin: String = before
        .chars()
        .map(|c| if c == '>' { '>' } else { ' ' })
        .collect();
    let mut lines = vec![format!("{before}{fence}text")];
    let mut place = start;
    for line in text.get(start..end).unwrap_or_default().split('\n') {
        let place_of_next = place + line.len() + 1;
        let code = block
            .starts
            .iter()
            .find(|start| (place..place_of_next).contains(*start));
        let code = code
            .and_then(|code| line.get(code - place..))
            .unwrap_or_default();
        lines.push(format!("{margin}{code}").trim_end().to_owned());
        place = place_of_next;
    }
    lines.push(format!("{margin}{fence}"));
    (start..end, lines.join("\n"))
}

fn line_start(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

/// Returns the range from a position to the end of its line.
fn line_at(text: &str, place: usize) -> Range<usize> {
    let rest = text.get(place..).unwrap_or_default();
    place..place + rest.find('\n').unwrap_or(rest.len())
}

/// Returns a fence that is longer than all fences in the text.
fn longest_fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(3.max(longest + 1))
}
