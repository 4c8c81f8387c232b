//! The tree of nodes that both YAML and TOML are read into.
//!
//! Scalars are kept as text. The declared type of a scalar decides what the text means.

use crate::source::{Span, Text};

/// Text counts as one more node for each of this many bytes.
const BYTES_PER_NODE: usize = 64;

/// A value in a file, with its span.
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

/// The text of a string, a number or another single value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ScalarNode {
    pub(crate) text: String,
    /// Whether the scalar was written in quotes. A scalar in quotes can only be a string.
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

    /// Returns the tree with its spans moved by `start` bytes, for a text in which `start` bytes
    /// precede the file.
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

    /// Whether the value is missing, as after the key in `doc:`.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar(scalar) if !scalar.quoted && scalar.text.is_empty())
    }

    /// Whether the node is a quoted string.
    pub(crate) fn is_quoted(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar(scalar) if scalar.quoted)
    }

    /// The boolean value; `None` if the node is not a boolean.
    pub(crate) fn truth(&self) -> Option<bool> {
        match &self.kind {
            NodeKind::Scalar(scalar) if !scalar.quoted => scalar.text.parse().ok(),
            _ => None,
        }
    }

    /// Whether the node has no content: a missing value, or an empty list or map.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.kind {
            NodeKind::Scalar(_) => self.is_nothing(),
            NodeKind::List(items) => items.is_empty(),
            NodeKind::Map(map) => map.is_empty(),
        }
    }

    /// Whether the node is a map without entries.
    pub(crate) fn is_empty_map(&self) -> bool {
        matches!(&self.kind, NodeKind::Map(map) if map.is_empty())
    }

    /// The name of this kind of node in messages.
    pub(crate) fn describe(&self) -> &'static str {
        match &self.kind {
            _ if self.is_nothing() => "nothing",
            NodeKind::Scalar(_) => "a single value",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a map",
        }
    }

    /// The number of nodes in the tree below this node, including the node itself. Long text counts
    /// as several nodes.
    pub(crate) fn size(&self) -> usize {
        let keys = match &self.kind {
            NodeKind::Map(map) => map.iter().map(|entry| entry.key.value.len()).sum(),
            NodeKind::Scalar(_) | NodeKind::List(_) => 0,
        };
        let texts = (self.text_bytes() + keys) / BYTES_PER_NODE;
        1 + texts + self.children().map(Self::size).sum::<usize>()
    }

    /// The length of the scalar's text in bytes; 0 for a list or a map.
    pub(crate) fn text_bytes(&self) -> usize {
        match &self.kind {
            NodeKind::Scalar(scalar) => scalar.text.len(),
            NodeKind::List(_) | NodeKind::Map(_) => 0,
        }
    }

    /// The number of nesting levels, including this node.
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

    /// Replaces all spans. Used for a tree that was read from a part of the file.
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
