//! The parts that a Markdown parser finds in documentation.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::language::language;

/// A code block, with its range in the text.
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) range: Range<usize>,
    /// The offsets of the code lines, after the markers of lists and quotations.
    pub(super) starts: Vec<usize>,
}

pub(super) enum BlockKind {
    /// A fenced block, with its info string.
    Fenced(String),
    Indented,
}

impl Block {
    /// Whether rustdoc skips this code block.
    pub(super) fn is_inert(&self) -> bool {
        match &self.kind {
            BlockKind::Fenced(info) => language(info) == info.trim(),
            BlockKind::Indented => false,
        }
    }
}

/// Markdown with the extensions that rustdoc enables, and without extensions.
pub(super) fn dialects() -> [Options; 2] {
    let rustdoc = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    [rustdoc, Options::empty()]
}

/// The code blocks that either dialect finds.
pub(super) fn blocks(text: &str) -> impl Iterator<Item = Block> {
    dialects()
        .into_iter()
        .flat_map(|options| blocks_of(text, options))
}

/// The code blocks in one dialect, in order.
pub(super) fn blocks_of(text: &str, options: Options) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let kind = match kind {
                    CodeBlockKind::Fenced(info) => BlockKind::Fenced(info.into_string()),
                    CodeBlockKind::Indented => BlockKind::Indented,
                };
                open = Some(Block {
                    kind,
                    range,
                    starts: Vec::new(),
                });
            }
            Event::Text(_) => {
                if let Some(block) = &mut open {
                    block.starts.push(range.start);
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

/// The ranges of the matching constructs, such as all list items.
pub(super) fn places(text: &str, matches: impl Fn(&Tag<'_>) -> bool) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, dialects()[0]).into_offset_iter();
    events
        .filter_map(|(event, range)| match event {
            Event::Start(tag) if matches(&tag) => Some(range),
            _ => None,
        })
        .collect()
}

/// Whether a paragraph after a blank line is read as a paragraph.
pub(super) fn is_closed(text: &str) -> bool {
    let followed = format!("{text}\n\nEnd");
    let begins = followed.len() - "End".len();
    dialects().into_iter().all(|options| {
        let mut depth = 0_usize;
        for (event, range) in Parser::new_ext(&followed, options).into_offset_iter() {
            match event {
                Event::Start(Tag::Paragraph) if depth == 0 && range.start == begins => return true,
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        false
    })
}
