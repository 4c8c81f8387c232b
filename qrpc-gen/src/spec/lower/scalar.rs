//! Reads scalars that have the same meaning everywhere, such as strings, booleans, directions and
//! durations.

use std::time::Duration;

use super::{Keys, Lower};
use crate::diagnostic::catalogue;
use crate::model::{Direction, Scalar, Timeout};
use crate::source::{Spanned, Text};
use crate::tree::{Expression, Node, NodeKind};

/// The maximum length of one documentation, in bytes. Converting some texts, such as nested lists,
/// takes quadratic time.
const MAX_DOC: usize = 16 * 1024;

const UNITS: [(&str, u64); 4] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];

impl Lower<'_> {
    pub(super) fn text(&mut self, keys: &Keys<'_>, key: &str) -> Option<Text> {
        let entry = keys.get(key)?;
        self.text_of(&entry.value, &format!("`{key}`"))
    }

    /// Returns the text of a scalar. For any other node, reports a mistake and returns `None`.
    /// `subject` is the name of the node in the message.
    pub(super) fn text_of(&mut self, node: &Node, subject: &str) -> Option<Text> {
        match &node.kind {
            NodeKind::Scalar(scalar) if !node.is_nothing() => {
                Some(Text::new(scalar.text.clone(), node.span))
            }
            _ => {
                let syntax = self.syntax;
                self.report(catalogue::text_expected(node, subject, syntax));
                None
            }
        }
    }

    pub(super) fn doc(&mut self, keys: &Keys<'_>) -> Option<String> {
        let doc = self.text(keys, "doc")?;
        self.documentation(&doc)
    }

    /// Returns the author's documentation without trailing blanks on each line; `None` if it is
    /// empty or too long.
    pub(super) fn documentation(&mut self, doc: &Text) -> Option<String> {
        if doc.value.len() > MAX_DOC {
            self.report(catalogue::long_doc(doc, MAX_DOC));
            return None;
        }
        let text = doc.value.replace("\r\n", "\n");
        let lines: Vec<_> = text.split(['\n', '\r']).map(str::trim_end).collect();
        Some(lines.join("\n").trim_end().to_owned()).filter(|doc| !doc.is_empty())
    }

    /// Reads a short text for people, such as the value of `since`; `None` if the key is missing.
    pub(super) fn note(&mut self, keys: &Keys<'_>, key: &str) -> Option<String> {
        let note = self.text(keys, key)?.value;
        // `deprecated: true` marks an item as deprecated without a note.
        let is_bare = key == "deprecated" && note == "true";
        Some(if is_bare { String::new() } else { note })
    }

    pub(super) fn truth(&mut self, keys: &Keys<'_>, key: &str) -> Option<Spanned<bool>> {
        let text = self.text(keys, key)?;
        let node = &keys.get(key)?.value;
        match (text.value.as_str(), node.is_quoted()) {
            ("true", false) => Some(Spanned::new(true, text.span)),
            ("false", false) => Some(Spanned::new(false, text.span)),
            _ => {
                self.report(catalogue::wrong_truth(node, key));
                None
            }
        }
    }

    /// Applies the key `encoding` to a type: replaces `bytes` in the type by `bytes` in base64.
    pub(super) fn encoded(&mut self, keys: &Keys<'_>, mut ty: Expression) -> Expression {
        let Some(encoding) = self.text(keys, "encoding") else {
            return ty;
        };
        if encoding.value != "base64" {
            self.report(catalogue::unknown_encoding(&encoding));
        } else if !ty.is_unread() && !ty.replace(Scalar::Bytes.name(), Scalar::Base64.name()) {
            self.report(catalogue::encoding_without_bytes(&encoding, ty.span));
        }
        ty
    }

    pub(super) fn ignores_unknown_args(&mut self, keys: &Keys<'_>) -> bool {
        let Some(text) = self.text(keys, "unknown_args") else {
            return false;
        };
        if !["ignore", "refuse"].contains(&text.value.as_str()) {
            self.report(catalogue::wrong_unknown_args(&text));
        }
        text.value == "ignore"
    }

    pub(super) fn direction(&mut self, keys: &Keys<'_>) -> Option<Direction> {
        let text = self.text(keys, "direction")?;
        match text.value.as_str() {
            "incoming" => Some(Direction::Incoming),
            "outgoing" => Some(Direction::Outgoing),
            "both" => Some(Direction::Both),
            _ => {
                self.report(catalogue::wrong_direction(&text));
                None
            }
        }
    }

    pub(super) fn timeout(&mut self, keys: &Keys<'_>) -> Option<Spanned<Timeout>> {
        let text = self.text(keys, "timeout")?;
        let value = match text.value.as_str() {
            "none" => Some(Timeout::Never),
            time => duration(time).map(Timeout::After),
        };
        let Some(value) = value else {
            self.report(catalogue::wrong_timeout(&text));
            return None;
        };
        // If the key is only similar to `timeout`, the value may mean something else, so the value
        // is not used.
        let is_named = keys.get("timeout")?.key.value == "timeout";
        is_named.then_some(Spanned::new(value, text.span))
    }
}

/// Parses a duration above 0 such as `500ms`. Returns `None` for any other text.
fn duration(text: &str) -> Option<Duration> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let (_, milliseconds) = UNITS.iter().find(|(name, _)| *name == unit.trim_start())?;
    let milliseconds = number.parse::<u64>().ok()?.checked_mul(*milliseconds)?;
    (milliseconds > 0).then(|| Duration::from_millis(milliseconds))
}
