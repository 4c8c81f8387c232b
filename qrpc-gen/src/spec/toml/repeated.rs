//! Keeps duplicated keys of a TOML file in the tree.
//!
//! The parser reports the second of two equal keys and drops it. To have both keys in the tree, as
//! in YAML, the file is parsed again with each duplicated key renamed. This module renames the
//! keys, and maps names and spans back to the file.

use std::fmt::Write as _;
use std::ops::Range;

use toml::de::DeTable;

use crate::source::Span;

/// The first character of the new names: a control character, so that a new name never equals a
/// real name.
const PREFIX: char = '\u{1}';

/// A copy of a file in which each duplicated key has another name.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    text: String,
    keys: Vec<Key>,
}

/// A renamed key.
#[derive(Debug)]
struct Key {
    name: String,
    original: Span,
    /// The offset in the copy at which the new name ends.
    end: usize,
}

impl Repeated {
    /// Creates a copy of `text` in which the keys at `spans` have other names.
    pub(super) fn new(text: &str, spans: impl Iterator<Item = Range<usize>>) -> Self {
        let mut spans: Vec<_> = spans.collect();
        spans.sort_by_key(|span| span.start);
        spans.dedup();
        let mut renamed = Self::default();
        let mut copied = 0;
        for span in spans {
            renamed.rename(text, copied, span.clone());
            copied = span.end;
        }
        renamed
            .text
            .push_str(text.get(copied..).unwrap_or_default());
        renamed
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the original name of a key of the copy.
    pub(super) fn name(&self, key: &str) -> String {
        let renamed = || {
            let number: usize = key.strip_prefix(PREFIX)?.parse().ok()?;
            Some(self.keys.get(number)?.name.clone())
        };
        renamed().unwrap_or_else(|| key.to_owned())
    }

    /// Returns the span in the file that corresponds to a span of the copy.
    pub(super) fn original(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }

    fn offset(&self, offset: usize) -> usize {
        let before = self.keys.partition_point(|key| key.end <= offset);
        match self.keys.get(..before).and_then(<[Key]>::last) {
            Some(key) => key.original.end + (offset - key.end),
            None => offset,
        }
    }

    fn rename(&mut self, text: &str, copied: usize, span: Range<usize>) {
        let number = self.keys.len();
        self.text
            .push_str(text.get(copied..span.start).unwrap_or_default());
        // Writing to a `String` cannot fail.
        let _ = write!(self.text, "\"\\u{:04x}{number}\"", u32::from(PREFIX));
        let name = decode(text.get(span.clone()).unwrap_or_default());
        self.keys.push(Key {
            name,
            original: span.into(),
            end: self.text.len(),
        });
    }
}

/// Returns the name that a key stands for, which may be written in quotes.
fn decode(key: &str) -> String {
    let line = format!("{key} = 0");
    let (table, _) = DeTable::parse_recoverable(&line);
    let first = table.get_ref().keys().next();
    first.map_or_else(|| key.to_owned(), |key| key.get_ref().to_string())
}
