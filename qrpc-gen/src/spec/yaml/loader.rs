//! One attempt to read a file, from the events of the YAML parser that `serde_yaml` uses.
//!
//! Values stay text: YAML's interpretation of unquoted text, such as numbers, `no` or dates, is not
//! used. Anchors and aliases are supported within a budget; tags and merge keys are reported as
//! mistakes.

use std::collections::HashMap;

use serde_yaml::granit_parser::{
    self, ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, StrInput, options,
};

use super::Patched;
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::source::{Source, Span, Text};
use crate::spec::traps::{self, FailurePoint, Style, Trap};
use crate::tree::MAX_DEPTH;
use crate::tree::{Entry, Node, NodeKind};

/// The maximum number of nodes that all aliases of a file may expand to. The maximum prevents a
/// small file from expanding to a huge tree.
const ALIAS_BUDGET: usize = 10_000;

/// The result of one attempt to read a file.
pub(super) struct Reading {
    /// The tree, or the part of it that was read before the file became unreadable.
    pub(super) tree: Option<Node>,
    pub(super) complete: bool,
    pub(super) mistakes: Diagnostics,
    /// The diagnostic for the text that made the rest of the file unreadable, with the span of that
    /// text if it is known.
    pub(super) trap: Option<Trap>,
}

fn settings() -> Options {
    options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        simple_key_max_lookahead: Source::MAX_BYTES,
    }
}

pub(super) struct Loader<'a> {
    patched: &'a Patched<'a>,
    parser: Parser<'a, StrInput<'a>>,
    /// The nodes that have an anchor, by the number that the parser gave to the anchor.
    anchors: HashMap<usize, Node>,
    /// The number of nodes that aliases have expanded to so far.
    aliased: usize,
    /// The span of the last scalar if it was unquoted. If the parser fails, this is often an
    /// unquoted string that YAML ended earlier than the author meant.
    last: Span,
    /// The style of the current map or list.
    style: Style,
    /// The style of the map or list that contains the last scalar.
    last_style: Style,
    /// Whether the rest of the file cannot be read.
    broken: bool,
    mistakes: Diagnostics,
    trap: Option<Trap>,
}

impl<'a> Loader<'a> {
    pub(super) fn read(patched: &'a Patched<'a>) -> Reading {
        let mut loader = Self {
            patched,
            parser: Parser::new_from_str_with_options(patched.text(), settings()),
            anchors: HashMap::new(),
            aliased: 0,
            last: Span::default(),
            style: Style::Block,
            last_style: Style::Block,
            broken: false,
            mistakes: Diagnostics::default(),
            trap: None,
        };
        let tree = loader.document();
        Reading {
            tree,
            complete: !loader.broken,
            mistakes: loader.mistakes,
            trap: loader.trap,
        }
    }

    fn report(&mut self, mistake: Diagnostic) {
        self.mistakes.push(mistake);
    }

    /// Reports a mistake after which the rest of the file cannot be read.
    fn give_up(&mut self, mistake: Diagnostic) {
        self.report(mistake);
        self.broken = true;
    }

    fn document(&mut self) -> Option<Node> {
        while let Some((event, span)) = self.next() {
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd => return Some(Node::scalar("", false, span)),
                event => {
                    let node = self.node(event, span, 0)?;
                    self.nothing_follows();
                    return Some(node);
                }
            }
        }
        None
    }

    fn nothing_follows(&mut self) {
        while let Some((event, span)) = self.next() {
            if let Event::DocumentStart(..) = event {
                self.give_up(catalogue::several_documents(span));
            }
        }
    }

    /// Returns the next event of the parser; `None` at the end, or if the rest of the file cannot
    /// be read.
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        if self.broken {
            return None;
        }
        match self.parser.next_event()? {
            Ok((event, span)) => {
                if let (Some(tag), Some(place)) = (event.tag(), span.tag_span()) {
                    let mistake = catalogue::yaml_tag(place_of(place), &tag.original());
                    self.report(mistake);
                }
                Some((event, place_of(span)))
            }
            Err(error) => {
                self.explain(&error);
                self.broken = true;
                None
            }
        }
    }

    fn explain(&mut self, error: &ScanError) {
        let text = self.patched.original();
        let at = error.marker().byte_offset().unwrap_or(text.len());
        let span = Span::char_at(text, at);
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return self.report(catalogue::too_deep(span));
        }
        let place = FailurePoint {
            text,
            at,
            style: self.style,
            last: self.last,
            last_style: self.last_style,
        };
        self.trap = traps::explain(place, error.kind());
        if self.trap.is_none() && !self.patched.is_beside(at) {
            self.report(catalogue::yaml_syntax(span, error));
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Option<Node> {
        if depth >= MAX_DEPTH {
            self.give_up(catalogue::too_deep(span));
            return None;
        }
        let anchor = event.anchor_id();
        let node = match event {
            Event::Scalar(text, style, ..) => self.scalar(&text, style, span),
            Event::SequenceStart(..) => self.list(span, depth),
            Event::MappingStart(..) => self.map(span, depth),
            Event::Alias(id) => self.alias(id, span, depth)?,
            Event::UnresolvedAlias(name) => {
                self.report(catalogue::unknown_alias(span, &name));
                Node::scalar("", true, span)
            }
            _ => return None,
        };
        if let Some(id) = anchor {
            self.anchors.insert(id, node.clone());
        }
        Some(node)
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Node {
        let quoted = style != ScalarStyle::Plain;
        self.last_style = self.style;
        self.last = if quoted { Span::default() } else { span };
        let nothing = !quoted && span.start == span.end;
        let text = self.patched.restore(if nothing { "" } else { text }, span);
        Node::scalar(text, quoted, span)
    }

    fn list(&mut self, start: Span, depth: usize) -> Node {
        let mut items: Vec<Node> = Vec::new();
        let mut end = start;
        let around = self.enter(start);
        while let Some((event, span)) = self.next() {
            if let Event::SequenceEnd = event {
                end = span;
                break;
            }
            items.extend(self.node(event, span, depth + 1));
        }
        self.style = around;
        let span = extent(start, end, items.last().map(|item| item.span));
        Node::new(NodeKind::List(items), span)
    }

    fn map(&mut self, start: Span, depth: usize) -> Node {
        let mut entries: Vec<Entry> = Vec::new();
        let mut end = start;
        let around = self.enter(start);
        while let Some((event, span)) = self.next() {
            if let Event::MappingEnd = event {
                end = span;
                break;
            }
            entries.extend(self.entry(event, span, depth + 1));
        }
        self.style = around;
        let span = extent(start, end, entries.last().map(|entry| entry.value.span));
        Node::new(NodeKind::Map(entries), span)
    }

    /// Sets the style of the map or list that begins at `start`. Returns the style of the map or
    /// list that contains the new one.
    fn enter(&mut self, start: Span) -> Style {
        let style = Style::of(self.patched.original(), start);
        std::mem::replace(&mut self.style, style)
    }

    fn entry(&mut self, event: Event<'a>, span: Span, depth: usize) -> Option<Entry> {
        let key = self.node(event, span, depth)?;
        let (event, span) = self.next()?;
        let value = self.node(event, span, depth)?;
        let key = self.key(key)?;
        Some(Entry { key, value })
    }

    fn key(&mut self, node: Node) -> Option<Text> {
        let mistake = match node.kind {
            NodeKind::Scalar(scalar) if scalar.quoted || scalar.text != "<<" => {
                return Some(Text::new(scalar.text, node.span));
            }
            NodeKind::Scalar(_) => catalogue::merge_key(node.span),
            NodeKind::List(_) | NodeKind::Map(_) => catalogue::key_not_text(node.span),
        };
        self.report(mistake);
        None
    }

    fn alias(&mut self, id: usize, span: Span, depth: usize) -> Option<Node> {
        let Some(node) = self.anchors.get(&id) else {
            self.give_up(catalogue::alias_within_itself(span));
            return None;
        };
        self.aliased += node.size();
        if self.aliased > ALIAS_BUDGET {
            self.give_up(catalogue::too_many_aliases(span, ALIAS_BUDGET));
            return None;
        }
        if depth + node.height() > MAX_DEPTH {
            self.give_up(catalogue::too_deep(span));
            return None;
        }
        Some(node.clone())
    }
}

fn place_of(span: granit_parser::Span) -> Span {
    span.byte_range().unwrap_or_default().into()
}

/// Returns the span of a list or map. A list or map in brackets ends at the closing bracket. A list
/// or map without brackets ends with its last value, since the parser notices the end only where
/// the next value begins.
fn extent(start: Span, end: Span, last: Option<Span>) -> Span {
    let closed = end.start < end.end;
    start.to(if closed { end } else { last.unwrap_or(start) })
}
