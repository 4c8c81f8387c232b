//! Finds the end that the author intended for a string that YAML ended too early.

use crate::source::Span;

/// Whether a text is incomplete: a quote or bracket is not closed, or it ends with `=`.
pub(super) fn is_open(text: &str) -> bool {
    let mut scanner = Scanner::default();
    let mut previous = ' ';
    for c in text.chars() {
        scanner.step(c, previous);
        previous = c;
    }
    scanner.is_open() || text.trim_end().ends_with('=')
}

/// How a map or list is written, which decides where a string in it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::spec) enum Style {
    /// By indentation: a string ends at the end of the line.
    Block,
    /// In brackets or braces: a string also ends at a comma or a bracket.
    Flow,
}

impl Style {
    /// Returns the style of the list or map at a span.
    pub(in crate::spec) fn of(text: &str, place: Span) -> Self {
        match text.get(place.start..) {
            Some(written) if written.starts_with(['[', '{']) => Self::Flow,
            _ => Self::Block,
        }
    }
}

/// Returns the span of the value that begins at `start`. The value ends at the end of the line, or
/// outside of quotes and brackets at a comment and in flow style at a comma or closing bracket.
/// Returns `None` if a quote or bracket is still open at the end of the line or at `limit`.
pub(super) fn whole(text: &str, start: usize, limit: usize, style: Style) -> Option<Span> {
    let line = text.get(start..limit)?.lines().next().unwrap_or_default();
    let line = line.trim_end();
    let mut scanner = Scanner::default();
    let mut previous = ' ';
    for (at, c) in line.char_indices() {
        let comment = c == '#' && previous.is_whitespace();
        let sign = style == Style::Flow && matches!(c, ',' | ']' | '}');
        if !scanner.is_open() && (comment || sign) {
            return Some(Span::new(start, start + line.get(..at)?.trim_end().len()));
        }
        scanner.step(c, previous);
        previous = c;
    }
    (!scanner.is_open()).then(|| Span::new(start, start + line.len()))
}

/// The offset at which the line that contains `at` ends, not including trailing blanks.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.lines().next().unwrap_or_default().trim_end().len()
}

/// The quotes and brackets that are open at a position in a text.
#[derive(Default)]
struct Scanner {
    quoted: bool,
    escaped: bool,
    /// For each open bracket, the character that closes it.
    closers: Vec<char>,
}

impl Scanner {
    fn is_open(&self) -> bool {
        self.quoted || !self.closers.is_empty()
    }

    fn step(&mut self, c: char, previous: char) {
        match c {
            _ if self.escaped => self.escaped = false,
            '\\' if self.quoted => self.escaped = true,
            '"' => self.quoted = !self.quoted,
            _ if self.quoted => {}
            '[' => self.closers.push(']'),
            '{' => self.closers.push('}'),
            // Only directly after a letter or digit, `<` is a bracket.
            '<' if previous.is_alphanumeric() => self.closers.push('>'),
            _ if self.closers.last() == Some(&c) => {
                self.closers.pop();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole_of(text: &str) -> &str {
        let span = whole(text, 0, text.len(), Style::Flow).unwrap();
        &text[span.start..span.end]
    }

    #[test]
    fn an_open_quote_or_bracket_breaks_off() {
        assert!(is_open("string = \"a"));
        assert!(is_open("tuple<f64"));
        assert!(is_open("list<string> ="));
    }

    #[test]
    fn complete_texts_do_not_break_off() {
        assert!(!is_open("map<i64>? = null"));
        assert!(!is_open("string = \"a \\\" b\""));
        assert!(!is_open("fewer when x < y"));
    }

    #[test]
    fn a_text_goes_on_until_all_is_closed() {
        assert_eq!(whole_of("tuple<f64, f64>, next: i64 }"), "tuple<f64, f64>");
        assert_eq!(
            whole_of("string = \"a, # : b\" # why"),
            "string = \"a, # : b\""
        );
        assert_eq!(
            whole_of("list<string> = [\"a\"] }"),
            "list<string> = [\"a\"]"
        );
    }

    #[test]
    fn by_indentation_only_the_line_ends_a_text() {
        let text = "one, two: three # why";
        assert_eq!(
            whole(text, 0, text.len(), Style::Block),
            Some(Span::new(0, 15))
        );
    }

    #[test]
    fn a_text_that_is_never_closed_has_no_end() {
        let text = "list<i64, b: string }\n>";
        assert_eq!(whole(text, 0, text.len(), Style::Flow), None);
    }

    #[test]
    fn a_text_ends_before_its_limit() {
        let text = "list<i64 } # >";
        assert_eq!(whole(text, 0, 9, Style::Flow), None);
        assert_eq!(whole("i64 }", 0, 4, Style::Flow), Some(Span::new(0, 3)));
    }
}
