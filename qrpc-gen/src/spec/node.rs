//! What YAML and TOML have in common: one tree of spanned nodes.
//!
//! Scalars are text here. What a text means is decided by the type that is declared for it.

use crate::source::{Span, Text};

/// How many bytes of text are as much as one more node.
const TEXT: usize = 64;

/// One value of the file, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Scalar(Scalar),
    List(Vec<Node>),
    /// Entries in the order of the file; a key may occur twice.
    Map(Vec<Entry>),
}

/// A text, or a number and the like that is kept as text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    /// Whether it was written in quotes, so that it can be nothing but text.
    pub(crate) quoted: bool,
}

/// One key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: Text,
    pub(crate) value: Node,
}

impl Node {
    pub(crate) fn new(kind: Kind, span: Span) -> Self {
        Self { span, kind }
    }

    pub(crate) fn scalar(text: impl Into<String>, quoted: bool, span: Span) -> Self {
        let text = text.into();
        Self::new(Kind::Scalar(Scalar { text, quoted }), span)
    }

    /// Whether nothing was written, as behind the key in `doc:`.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar) if !scalar.quoted && scalar.text.is_empty())
    }

    /// Whether it is a text in quotes.
    pub(crate) fn is_quoted(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar) if scalar.quoted)
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.kind {
            Kind::Scalar(_) => self.is_nothing(),
            Kind::List(items) => items.is_empty(),
            Kind::Map(map) => map.is_empty(),
        }
    }

    /// Whether it is a map without entries.
    pub(crate) fn is_empty_map(&self) -> bool {
        matches!(&self.kind, Kind::Map(map) if map.is_empty())
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.kind, Kind::List(_))
    }

    /// How messages call it.
    pub(crate) fn describe(&self) -> &'static str {
        match &self.kind {
            _ if self.is_nothing() => "nothing",
            Kind::Scalar(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }

    /// How many nodes it consists of, itself included; long texts count as several.
    pub(crate) fn size(&self) -> usize {
        let keys = match &self.kind {
            Kind::Map(map) => map.iter().map(|entry| entry.key.value.len()).sum(),
            Kind::Scalar(_) | Kind::List(_) => 0,
        };
        let texts = (self.text_bytes() + keys) / TEXT;
        1 + texts + self.children().map(Self::size).sum::<usize>()
    }

    /// How many bytes its own text has.
    pub(crate) fn text_bytes(&self) -> usize {
        match &self.kind {
            Kind::Scalar(scalar) => scalar.text.len(),
            Kind::List(_) | Kind::Map(_) => 0,
        }
    }

    /// How many levels it has, itself included.
    pub(crate) fn height(&self) -> usize {
        1 + self.children().map(Self::height).max().unwrap_or_default()
    }

    fn children(&self) -> impl Iterator<Item = &Node> {
        let (items, entries): (&[Node], &[Entry]) = match &self.kind {
            Kind::Scalar(_) => (&[], &[]),
            Kind::List(items) => (items, &[]),
            Kind::Map(map) => (&[], map),
        };
        items.iter().chain(entries.iter().map(|entry| &entry.value))
    }

    /// Moves all spans, such as those of a tree that was read from a part of the file.
    pub(crate) fn relocate(&mut self, place: &impl Fn(Span) -> Span) {
        self.span = place(self.span);
        match &mut self.kind {
            Kind::Scalar(_) => {}
            Kind::List(items) => items.iter_mut().for_each(|item| item.relocate(place)),
            Kind::Map(map) => {
                for entry in map {
                    entry.key.span = place(entry.key.span);
                    entry.value.relocate(place);
                }
            }
        }
    }
}
