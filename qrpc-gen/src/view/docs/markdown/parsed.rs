//! Finds parts of documentation with a Markdown parser.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::language::language;

/// A code block, with its range in the text.
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) range: Range<usize>,
    /// The offsets at which the code in each line begins, after the markers of lists and
    /// quotations.
    pub(super) starts: Vec<usize>,
}

pub(super) enum BlockKind {
    /// A fenced block, with its info string.
    Fenced(String),
    Indented,
}

impl BlockKind {
    /// Whether rustdoc does not run a code block of this kind.
    pub(super) fn is_inert(&self) -> bool {
        match self {
            Self::Fenced(info) => language(info) == info.trim(),
            Self::Indented => false,
        }
    }
}

impl From<CodeBlockKind<'_>> for BlockKind {
    fn from(kind: CodeBlockKind<'_>) -> Self {
        match kind {
            CodeBlockKind::Fenced(info) => Self::Fenced(info.into_string()),
            CodeBlockKind::Indented => Self::Indented,
        }
    }
}

/// The two dialects of Markdown: with the extensions that rustdoc enables, and without extensions.
pub(super) fn dialects() -> [Options; 2] {
    let rustdoc = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    [rustdoc, Options::empty()]
}

/// Returns the code blocks that are found in one of the dialects.
pub(super) fn blocks(text: &str) -> impl Iterator<Item = Block> {
    dialects()
        .into_iter()
        .flat_map(|options| blocks_of(text, options))
}

/// Returns the code blocks that are found in one dialect, in their order.
pub(super) fn blocks_of(text: &str, options: Options) -> Vec<Block> {
    if !may_have_code(text) {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                open = Some(Block {
                    kind: kind.into(),
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

/// Whether the text may have code blocks: it has a fence, or as many blanks as the indentation of a
/// code block. Parsing takes much longer than this check.
pub(super) fn may_have_code(text: &str) -> bool {
    ["```", "~~~", "    "]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Returns the ranges of all constructs for which `matches` is true, such as all list items.
pub(super) fn places(text: &str, matches: impl Fn(&Tag<'_>) -> bool) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, dialects()[0]).into_offset_iter();
    events
        .filter_map(|(event, range)| match event {
            Event::Start(tag) if matches(&tag) => Some(range),
            _ => None,
        })
        .collect()
}

/// Whether all constructs of the text are closed, so that text after a blank line is a new
/// paragraph.
pub(super) fn is_closed(text: &str) -> bool {
    is_closed_with(text, |_| true)
}

/// Whether all constructs of the text are closed, and rustdoc does not run any of its code blocks.
pub(super) fn is_inert(text: &str) -> bool {
    is_closed_with(text, BlockKind::is_inert)
}

/// Whether all constructs of the text are closed, and `fits` is true for all of its code blocks.
fn is_closed_with(text: &str, fits: impl Fn(&BlockKind) -> bool) -> bool {
    // All constructs except code blocks and HTML end at a blank line, or at the latest where the
    // indentation ends.
    !may_have_code(text) && !text.contains('<') || parses_as_closed(text, fits)
}

/// Like [`is_closed_with`], but parses every text.
pub(super) fn parses_as_closed(text: &str, fits: impl Fn(&BlockKind) -> bool) -> bool {
    let followed = format!("{text}\n\nEnd");
    let begins = followed.len() - "End".len();
    dialects().into_iter().all(|options| {
        let mut depth = 0_usize;
        for (event, range) in Parser::new_ext(&followed, options).into_offset_iter() {
            match event {
                Event::Start(Tag::Paragraph) if depth == 0 && range.start == begins => return true,
                Event::Start(Tag::CodeBlock(kind)) => {
                    if !fits(&kind.into()) {
                        return false;
                    }
                    depth += 1;
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        false
    })
}
