//! Reads TOML into the tree of nodes.

mod flaw;
mod repeated;

use toml::de::{DeTable, DeValue, Error};

use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::source::{Span, Text};
use crate::tree::MAX_DEPTH;
use crate::tree::{Entry, Node, NodeKind};
use repeated::Repeated;

/// The maximum number of syntax errors in the beginning of a file for which the parser continues,
/// since it keeps all errors, which take much more memory than the file.
const MAX_FLAWS: usize = 1000;

/// The beginnings of a file that are parsed before the whole file, in bytes.
const BEGINNINGS: [usize; 2] = [1 << 16, 3 << 17];

/// Reads the text of a file into a tree. Returns `None` if a mistake was reported.
pub(super) fn load(text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Some(flaws) = many_flaws(text) {
        flaw::report(text, flaws.iter().collect(), diagnostics);
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let (repeated, flaws): (Vec<_>, Vec<_>) = errors.iter().partition(|error| is_repeated(error));
    if !flaws.is_empty() {
        flaw::report(text, flaws, diagnostics);
        return None;
    }
    let repeated = Repeated::new(text, repeated.into_iter().filter_map(Error::span));
    if repeated.is_empty() {
        return Reader {
            text,
            repeated: &repeated,
            diagnostics,
        }
        .root(table.get_ref());
    }
    let (table, errors) = DeTable::parse_recoverable(repeated.text());
    for error in &errors {
        let span = repeated.original(span(error));
        diagnostics.push(catalogue::toml_syntax(span, error.message()));
    }
    if !errors.is_empty() {
        return None;
    }
    Reader {
        text: repeated.text(),
        repeated: &repeated,
        diagnostics,
    }
    .root(table.get_ref())
}

/// Returns the syntax errors in the beginning of a file; `None` if they are few.
fn many_flaws(text: &str) -> Option<Vec<Error>> {
    let lengths = BEGINNINGS.iter().filter(|length| **length < text.len());
    lengths.into_iter().find_map(|length| {
        let beginning = (0..=*length).rev().find_map(|end| text.get(..end))?;
        let (_, mut flaws) = DeTable::parse_recoverable(beginning);
        flaws.retain(|error| !is_repeated(error));
        (flaws.len() > MAX_FLAWS).then_some(flaws)
    })
}

fn is_repeated(error: &Error) -> bool {
    error.message() == "duplicate key" && error.span().is_some()
}

fn span(error: &Error) -> Span {
    error.span().unwrap_or_default().into()
}

struct Reader<'a> {
    /// The text that was parsed: that of the file, or a copy in which duplicated keys have other
    /// names.
    text: &'a str,
    repeated: &'a Repeated,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn report(&mut self, mistake: Diagnostic) {
        self.diagnostics.push(mistake);
    }

    fn root(mut self, table: &DeTable<'_>) -> Option<Node> {
        let kind = self.table(table, 0)?;
        Some(Node::new(kind, Span::default()))
    }

    fn node(&mut self, value: &toml::Spanned<DeValue<'_>>, depth: usize) -> Option<Node> {
        let span = self.repeated.original(value.span().into());
        if depth >= MAX_DEPTH {
            self.report(catalogue::too_deep(span));
            return None;
        }
        let kind = match value.get_ref() {
            DeValue::Table(table) => self.table(table, depth)?,
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.node(item, depth + 1));
                NodeKind::List(items.collect::<Option<_>>()?)
            }
            DeValue::String(text) => return Some(Node::scalar(text.as_ref(), true, span)),
            scalar => return Some(Node::scalar(self.plain(scalar, value.span()), false, span)),
        };
        Some(Node::new(kind, span))
    }

    /// Returns the entries in the order of the file; the parser does not keep that order.
    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> Option<NodeKind> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let span = Span::from(key.span());
            let text = self.repeated.name(key.get_ref());
            let key = Text::new(text, self.repeated.original(span));
            entries.push(Entry {
                key,
                value: self.node(value, depth + 1)?,
            });
        }
        entries.sort_by_key(|entry| entry.key.span);
        Some(NodeKind::Map(entries))
    }

    /// Returns the text of a number, a date or a boolean as YAML would write it.
    fn plain(&self, value: &DeValue<'_>, range: std::ops::Range<usize>) -> String {
        match value {
            DeValue::Integer(number) => i128::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| number.to_string(), |number| number.to_string()),
            DeValue::Float(number) => number.as_str().trim_start_matches('+').to_owned(),
            _ => self.text.get(range).unwrap_or_default().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_syntax_errors_only_the_first_are_kept() {
        let text = "=\n".repeat(500_000);
        let flaws = many_flaws(&text).unwrap().len();
        assert!((MAX_FLAWS..=BEGINNINGS[0]).contains(&flaws), "{flaws}");
        assert!(load(&text, &mut Diagnostics::default()).is_none());
    }

    #[test]
    fn a_long_value_at_the_end_of_a_beginning_is_not_an_error() {
        for (open, line, close) in [("[\n", "1, 2,\n", "]"), ("\"\"\"", "= [\n", "\"\"\"")] {
            let text = format!("a = {open}{}{close}\n", line.repeat(100_000));
            let mut diagnostics = Diagnostics::default();
            assert!(load(&text, &mut diagnostics).is_some() && diagnostics.is_empty());
        }
    }
}
