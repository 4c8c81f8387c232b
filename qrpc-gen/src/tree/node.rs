//! The common form of YAML and TOML: a tree of nodes with spans.
//!
//! Scalars are text here. The type that is declared for a scalar decides its meaning.

use crate::source::{Span, Text};

/// The number of bytes of text that count as one more node.
const BYTES_PER_NODE: usize = 64;

/// A value in the file, and its span.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) kind: NodeKind,
}

/// The kinds of values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NodeKind {
    Scalar(ScalarNode),
    List(Vec<Node>),
    /// Entries in the order of the file; a key may be duplicated.
    Map(Vec<Entry>),
}

/// A string, or a number or similar value that is kept as text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ScalarNode {
    pub(crate) text: String,
    /// Whether it was written in quotes, so that it can only be a string.
    pub(crate) quoted: bool,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: Text,
    pub(crate) value: Node,
}

impl Node {
    pub(crate) fn new(kind: NodeKind, span: Span) -> Self {
        Self { span, kind }
    }

    pub(crate) fn scalar(text: impl Into<String>, quoted: bool, span: Span) -> Self {
        let text = text.into();
        Self::new(NodeKind::Scalar(ScalarNode { text, quoted }), span)
    }

    /// The same tree in a text that begins at the offset `start`.
    pub(crate) fn after(mut self, start: usize) -> Self {
        if start > 0 {
            self.shift(start);
        }
        self
    }

    fn shift(&mut self, start: usize) {
        self.span = self.span.after(start);
        match &mut self.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::List(items) => items.iter_mut().for_each(|item| item.shift(start)),
            NodeKind::Map(map) => {
                for entry in map {
                    entry.key.span = entry.key.span.after(start);
                    entry.value.shift(start);
                }
            }
        }
    }

    /// Whether there is no value, as after the key in `doc:`.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar(scalar) if !scalar.quoted && scalar.text.is_empty())
    }

    /// Whether it is a quoted string.
    pub(crate) fn is_quoted(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar(scalar) if scalar.quoted)
    }

    /// The boolean that it is, if it is one.
    pub(crate) fn truth(&self) -> Option<bool> {
        match &self.kind {
            NodeKind::Scalar(scalar) if !scalar.quoted => scalar.text.parse().ok(),
            _ => None,
        }
    }

    /// Whether it has no content.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.kind {
            NodeKind::Scalar(_) => self.is_nothing(),
            NodeKind::List(items) => items.is_empty(),
            NodeKind::Map(map) => map.is_empty(),
        }
    }

    /// Whether it is a map without entries.
    pub(crate) fn is_empty_map(&self) -> bool {
        matches!(&self.kind, NodeKind::Map(map) if map.is_empty())
    }

    /// The name of this kind of value in messages.
    pub(crate) fn describe(&self) -> &'static str {
        match &self.kind {
            _ if self.is_nothing() => "nothing",
            NodeKind::Scalar(_) => "a single value",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a map",
        }
    }

    /// The number of nodes in it, itself included; long text counts as several.
    pub(crate) fn size(&self) -> usize {
        let keys = match &self.kind {
            NodeKind::Map(map) => map.iter().map(|entry| entry.key.value.len()).sum(),
            NodeKind::Scalar(_) | NodeKind::List(_) => 0,
        };
        let texts = (self.text_bytes() + keys) / BYTES_PER_NODE;
        1 + texts + self.children().map(Self::size).sum::<usize>()
    }

    /// The length of its own text in bytes.
    pub(crate) fn text_bytes(&self) -> usize {
        match &self.kind {
            NodeKind::Scalar(scalar) => scalar.text.len(),
            NodeKind::List(_) | NodeKind::Map(_) => 0,
        }
    }

    /// The number of nesting levels, itself included.
    pub(crate) fn height(&self) -> usize {
        1 + self.children().map(Self::height).max().unwrap_or_default()
    }

    fn children(&self) -> impl Iterator<Item = &Node> {
        let (items, entries): (&[Node], &[Entry]) = match &self.kind {
            NodeKind::Scalar(_) => (&[], &[]),
            NodeKind::List(items) => (items, &[]),
            NodeKind::Map(map) => (&[], map),
        };
        items.iter().chain(entries.iter().map(|entry| &entry.value))
    }

    /// Maps all spans, such as those of a tree that was read from a part of the file.
    pub(crate) fn relocate(&mut self, place: &impl Fn(Span) -> Span) {
        self.span = place(self.span);
        match &mut self.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::List(items) => items.iter_mut().for_each(|item| item.relocate(place)),
            NodeKind::Map(map) => {
                for entry in map {
                    entry.key.span = place(entry.key.span);
                    entry.value.relocate(place);
                }
            }
        }
    }
}
