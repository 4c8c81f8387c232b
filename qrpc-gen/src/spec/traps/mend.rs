//! Finds and reports the strings that YAML cut without an error. If the intended text of a string
//! is clear, repairs the string in the tree.
//!
//! Only strings and short forms, which are strings to YAML, can be cut without an error.

use super::comment::{self, Doubt};
use super::extent::{self, Style};
use super::{cut, slice};
use crate::diagnostic::catalogue::{self, Cut};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::tree::{Entry, Node, NodeKind};

/// The maximum length of a broken short form that is repaired, in bytes of the file. One line could
/// contain very many broken short forms, and the end of each is searched up to this length.
const LONGEST_REPAIR: usize = 300;

/// The kind of content that a map or list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Keys of the language of specs.
    Keys,
    /// Maps with keys of the language, each under a name that the author chose.
    Names,
    /// Arguments, fields or variants: short forms, or maps with keys of the language.
    Fields,
    /// Enum values with their descriptions.
    Values,
    /// A default in the long form.
    Default,
    /// Any other content.
    Other,
}

/// Repairs the tree of a file; `text` is the text of the file.
pub(in crate::spec) fn mend(tree: &mut Node, text: &str, diagnostics: &mut Diagnostics) {
    Mender { text, diagnostics }.node(tree, Role::Keys);
}

struct Mender<'a> {
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
}

impl Mender<'_> {
    fn node(&mut self, node: &mut Node, role: Role) {
        let within = Within::new(node, self.text);
        match &mut node.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::List(items) => {
                if role == Role::Fields {
                    self.alternatives(items, within);
                }
                for item in items {
                    self.doubt(item, role.doubt_of_item());
                    self.node(item, role);
                }
            }
            NodeKind::Map(map) => {
                self.join(map, within, role);
                self.short_forms(map, within, role);
                for entry in map {
                    self.doubt(&entry.value, role.doubt(&entry.key.value));
                    self.node(&mut entry.value, role.below(&entry.key.value));
                }
            }
        }
    }

    /// If YAML cut a string in braces at commas, joins the pieces and reports the string. All
    /// pieces but the first are keys without values in `map`.
    fn join(&mut self, map: &mut Vec<Entry>, within: Within, role: Role) {
        if within.style == Style::Block {
            return;
        }
        let mut joined: Option<usize> = None;
        let mut whole: Vec<Entry> = Vec::with_capacity(map.len());
        for entry in map.drain(..) {
            match whole.last_mut() {
                Some(last) if self.is_piece(last, &entry, role) => {
                    last.value.span.end = entry.key.span.end;
                    joined = Some(whole.len() - 1);
                }
                _ => {
                    self.report_joined(&mut whole, joined.take());
                    whole.push(entry);
                }
            }
        }
        self.report_joined(&mut whole, joined);
        *map = whole;
    }

    fn is_piece(&self, last: &Entry, entry: &Entry, role: Role) -> bool {
        let cut = match role {
            Role::Keys => matches!(
                last.key.value.as_str(),
                "doc" | "default" | "wire" | "message" | "deprecated"
            ),
            // A single word is not joined: it may be intended as an enum value.
            Role::Values => entry.key.value.contains(' '),
            _ => false,
        };
        let key = slice(self.text, entry.key.span);
        let behind = self.text.get(entry.key.span.end..).unwrap_or_default();
        let bare = !key.starts_with(['"', '\'']) && !behind.trim_start().starts_with(':');
        let is_text = matches!(last.value.kind, NodeKind::Scalar(_));
        let is_plain = is_text && !last.value.is_quoted() && !last.value.is_nothing();
        cut && bare && is_plain && entry.value.is_nothing()
    }

    fn report_joined(&mut self, map: &mut [Entry], joined: Option<usize>) {
        let Some(Entry { value, .. }) = joined.and_then(|place| map.get_mut(place)) else {
            return;
        };
        let meant = slice(self.text, value.span);
        self.diagnostics
            .push(catalogue::cut(Cut::Comma, value.span, meant));
        value.kind = Node::scalar(meant, false, value.span).kind;
    }

    /// Repairs the short forms of a map, and removes the keys that are really parts of a short
    /// form.
    fn short_forms(&mut self, map: &mut Vec<Entry>, within: Within, role: Role) {
        let mut mended = Span::default();
        map.retain_mut(|entry| {
            let key = entry.key.span.start;
            if mended.start < key && key < mended.end {
                return false;
            }
            if role.has_type(&entry.key.value)
                && let Some(diagnostic) = self.short_form(&mut entry.value, within)
            {
                mended = entry.value.span;
                self.diagnostics.push(diagnostic);
            }
            true
        });
    }

    /// Repairs the types in a list, and removes the items that are really parts of a type.
    fn alternatives(&mut self, items: &mut Vec<Node>, within: Within) {
        let mut mended = Span::default();
        items.retain_mut(|item| {
            let start = item.span.start;
            if mended.start < start && start < mended.end {
                return false;
            }
            if let Some(diagnostic) = self.short_form(item, within) {
                mended = item.span;
                self.diagnostics.push(diagnostic);
            }
            true
        });
    }

    fn short_form(&self, value: &mut Node, within: Within) -> Option<Diagnostic> {
        let NodeKind::Scalar(scalar) = &mut value.kind else {
            return None;
        };
        let begins = begins_like_a_type(&scalar.text);
        if scalar.quoted || !begins || !extent::is_open(&scalar.text) {
            return None;
        }
        let cut = cut(self.text, value.span)?;
        let whole = self.whole(value.span.start, within)?;
        let meant = slice(self.text, whole);
        meant.clone_into(&mut scalar.text);
        value.span = whole;
        Some(catalogue::cut(cut, whole, meant))
    }

    /// Returns the span of the whole short form; `None` if it is longer than the maximum, or never
    /// complete.
    fn whole(&self, start: usize, within: Within) -> Option<Span> {
        let mut end = within.end.min(start + LONGEST_REPAIR);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let whole = extent::whole(self.text, start, end, within.style)?;
        (whole.end < end || end == within.end).then_some(whole)
    }

    /// Warns about a comment after a string if it may be meant as a part of the string.
    fn doubt(&mut self, value: &Node, doubt: Option<Doubt>) {
        let (Some(doubt), NodeKind::Scalar(scalar)) = (doubt, &value.kind) else {
            return;
        };
        let certain = doubt == Doubt::Any && comment::is_whole(self.text, value.span);
        if scalar.quoted || scalar.text.is_empty() || certain {
            return;
        }
        if let Some(comment) = comment::behind(self.text, value.span, doubt) {
            let meant = slice(self.text, value.span.to(comment));
            self.diagnostics
                .push(catalogue::comment_behind_text(comment, meant));
        }
    }
}

/// The style of a map, and the offset before which its values end.
#[derive(Clone, Copy)]
struct Within {
    style: Style,
    end: usize,
}

impl Within {
    fn new(node: &Node, text: &str) -> Self {
        let style = Style::of(text, node.span);
        let end = match style {
            // The last character is the closing bracket.
            Style::Flow => node.span.end.saturating_sub(1),
            Style::Block => text.len(),
        };
        Self { style, end }
    }
}

impl Role {
    /// The role of the value under a key, for a map of this role.
    fn below(self, key: &str) -> Self {
        match (self, key) {
            (Self::Keys, "types" | "errors" | "methods") => Self::Names,
            (Self::Keys, "args" | "fields" | "data" | "union") => Self::Fields,
            (Self::Keys, "enum") => Self::Values,
            (Self::Keys, "default") | (Self::Default, _) => Self::Default,
            (Self::Names | Self::Fields | Self::Values, _) => Self::Keys,
            (Self::Keys | Self::Other, _) => Self::Other,
        }
    }

    /// Whether the value under a key begins with a type.
    fn has_type(self, key: &str) -> bool {
        match self {
            Self::Keys => matches!(key, "type" | "returns" | "alias" | "newtype"),
            Self::Fields => true,
            Self::Names | Self::Values | Self::Default | Self::Other => false,
        }
    }

    /// Returns which comments after the value of a key get a warning; `None` if none do.
    fn doubt(self, key: &str) -> Option<Doubt> {
        match (self, key) {
            (Self::Keys, "default") | (Self::Default, _) => Some(Doubt::Any),
            (Self::Keys, "doc" | "wire" | "version") | (Self::Values, _) => Some(Doubt::Tight),
            _ => None,
        }
    }

    /// Returns which comments after an item of a list get a warning; `None` if none do.
    fn doubt_of_item(self) -> Option<Doubt> {
        match self {
            Self::Default => Some(Doubt::Any),
            Self::Values => Some(Doubt::Tight),
            _ => None,
        }
    }
}

/// Whether a text begins like a type: with a name that `<`, `?`, `=` or `|` follows.
fn begins_like_a_type(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let named = text.starts_with(|c: char| c.is_ascii_alphabetic());
    named && rest.trim_start().starts_with(['<', '?', '=', '|'])
}
