//! YAML into the tree of nodes, by the events of the parser beneath `serde_yaml`.
//!
//! What YAML guesses of a plain text (numbers, `no`, dates) is not asked for. Anchors and aliases
//! work within a budget; tags and merge keys do not.

use std::collections::HashMap;

use serde_yaml::granit_parser::{
    self, ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, StrInput, options,
};

use super::node::{Entry, Kind, Node};
use super::{MAX_DEPTH, traps};
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::source::{Source, Span, Text};

/// How many nodes all aliases of a file may stand for, together.
const ALIAS_BUDGET: usize = 10_000;

/// Reads the one document of a file. What is wrong has been reported where there is no node.
pub(super) fn load(text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let parser = Parser::new_from_str_with_options(text, settings());
    let anchors = HashMap::new();
    let loader = Loader {
        text,
        parser,
        anchors,
        aliased: 0,
        last: Span::default(),
        diagnostics,
    };
    loader.document()
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

struct Loader<'a> {
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    /// The nodes that have an anchor, by the parser's number for it.
    anchors: HashMap<usize, Node>,
    /// How many nodes the aliases so far stand for.
    aliased: usize,
    /// The last scalar, if it had no quotes: before an error it is often the one that YAML cut.
    last: Span,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Loader<'a> {
    fn report(&mut self, mistake: Diagnostic) {
        self.diagnostics.push(mistake);
    }

    fn document(mut self) -> Option<Node> {
        while let Some((event, span)) = self.next() {
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd => return Some(Node::scalar("", false, span)),
                event => {
                    let node = self.node(event, span, 0)?;
                    return self.nothing_follows().then_some(node);
                }
            }
        }
        None
    }

    fn nothing_follows(&mut self) -> bool {
        while let Some((event, span)) = self.next() {
            match event {
                Event::StreamEnd => return true,
                Event::DocumentStart(..) => {
                    self.report(catalogue::several_documents(span));
                    return false;
                }
                _ => {}
            }
        }
        false
    }

    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        match self.parser.next_event()? {
            Ok((event, span)) => {
                if let (Some(tag), Some(place)) = (event.tag(), span.tag_span()) {
                    let mistake = catalogue::yaml_tag(place_of(place), &tag.original());
                    self.report(mistake);
                }
                Some((event, place_of(span)))
            }
            Err(error) => {
                let mistake = self.explain(&error);
                self.report(mistake);
                None
            }
        }
    }

    fn explain(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        let span = Span::char_at(self.text, at);
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return catalogue::too_deep(span);
        }
        let trap = traps::explain(self.text, self.last, at, error.kind());
        trap.unwrap_or_else(|| catalogue::yaml_syntax(span, error))
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Option<Node> {
        if depth >= MAX_DEPTH {
            self.report(catalogue::too_deep(span));
            return None;
        }
        let anchor = event.anchor_id();
        let node = match event {
            Event::Scalar(text, style, ..) => self.scalar(&text, style, span),
            Event::SequenceStart(..) => self.list(span, depth)?,
            Event::MappingStart(..) => self.map(span, depth)?,
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
        self.last = if quoted { Span::default() } else { span };
        let nothing = !quoted && span.start == span.end;
        Node::scalar(if nothing { "" } else { text }, quoted, span)
    }

    fn list(&mut self, start: Span, depth: usize) -> Option<Node> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => {
                    let span = extent(start, end, items.last().map(|item: &Node| item.span));
                    return Some(Node::new(Kind::List(items), span));
                }
                (event, span) => items.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Option<Node> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            match self.next()? {
                (Event::MappingEnd, end) => {
                    let last = entries.last().map(|entry| entry.value.span);
                    let kind = Kind::Map(entries);
                    return Some(Node::new(kind, extent(start, end, last)));
                }
                (event, span) => {
                    let (key, value) = self.key_and_value(event, span, depth + 1)?;
                    entries.extend(self.key(key).map(|key| Entry { key, value }));
                }
            }
        }
    }

    fn key_and_value(
        &mut self,
        event: Event<'a>,
        span: Span,
        depth: usize,
    ) -> Option<(Node, Node)> {
        let key = self.node(event, span, depth)?;
        let (event, span) = self.next()?;
        Some((key, self.node(event, span, depth)?))
    }

    fn key(&mut self, node: Node) -> Option<Text> {
        let mistake = match node.kind {
            Kind::Scalar(scalar) if scalar.quoted || scalar.text != "<<" => {
                return Some(Text::new(scalar.text, node.span));
            }
            Kind::Scalar(_) => catalogue::merge_key(node.span),
            Kind::List(_) | Kind::Map(_) => catalogue::key_not_text(node.span),
        };
        self.report(mistake);
        None
    }

    fn alias(&mut self, id: usize, span: Span, depth: usize) -> Option<Node> {
        let Some(node) = self.anchors.get(&id) else {
            self.report(catalogue::alias_within_itself(span));
            return None;
        };
        self.aliased += node.size();
        if self.aliased > ALIAS_BUDGET {
            self.report(catalogue::too_many_aliases(span, ALIAS_BUDGET));
            return None;
        }
        if depth + node.height() > MAX_DEPTH {
            self.report(catalogue::too_deep(span));
            return None;
        }
        Some(node.clone())
    }
}

fn place_of(span: granit_parser::Span) -> Span {
    span.byte_range().unwrap_or_default().into()
}

/// What a list or map spans: from its bracket to its bracket, else to the end of its last value,
/// since the parser sees the end of a block only where the next one begins.
fn extent(start: Span, end: Span, last: Option<Span>) -> Span {
    let closed = end.start < end.end;
    start.to(if closed { end } else { last.unwrap_or(start) })
}
