//! Recognizes unquoted text that YAML cuts or rejects, which most often happens to short forms.
//!
//! YAML ends unquoted text at ` #`, and in braces also at commas, brackets and braces. `: ` in
//! unquoted text is an error. Each way in which YAML cuts or rejects unquoted text has its own
//! diagnostic, which replaces the errors that the pieces of the text would cause.

mod comment;
mod extent;
mod mend;

use serde_yaml::granit_parser::ErrorKind;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::{self, Cut};
use crate::source::Span;

pub(super) use extent::Style;
pub(super) use mend::mend;

/// The diagnostic for a text that YAML cut or rejected, and the span of the whole text if it is
/// known.
pub(super) type Trap = (Diagnostic, Option<Span>);

/// The position at which the YAML parser failed.
#[derive(Clone, Copy)]
pub(super) struct FailurePoint<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// The style of the map or list that contains the position.
    pub(super) style: Style,
    /// The last scalar before the position.
    pub(super) last: Span,
    /// The style of the map or list that contains the last scalar. The map or list of the last
    /// scalar may already have ended, because of a bracket in an unquoted text.
    pub(super) last_style: Style,
}

/// If unquoted text caused a syntax error of YAML, returns its diagnostic.
pub(super) fn explain(place: FailurePoint<'_>, error: &ErrorKind) -> Option<Trap> {
    let FailurePoint { text, at, .. } = place;
    let rest = Span::new(at, extent::line_end(text, at));
    match error {
        ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            Some((catalogue::ends_at_quote(rest), None))
        }
        ErrorKind::UnexpectedCharacter { character } => {
            let whole = place.whole(at, place.style);
            let mistake = catalogue::reserved_start(whole.unwrap_or(rest), *character);
            Some((mistake, whole))
        }
        _ => place.cut(),
    }
}

impl FailurePoint<'_> {
    /// If YAML cut a text before this position, returns the diagnostic for that text.
    fn cut(&self) -> Option<Trap> {
        let Self { text, at, last, .. } = *self;
        let colon = self.holds_colon().then_some(Cut::Colon);
        let bracket = self.holds_bracket().then_some(Cut::Bracket);
        let cut = colon.or(bracket).or_else(|| cut(text, last))?;
        let whole = self.whole(last.start, self.last_style);
        // The parser may have failed because a bracket before the scalar is never closed.
        let line = || Span::new(last.start, extent::line_end(text, at.max(last.start)));
        let shown = whole.unwrap_or_else(line);
        Some((catalogue::cut(cut, shown, slice(text, shown)), whole))
    }

    /// Returns the span of the whole text that begins at `start`; `None` if its end is not known.
    fn whole(&self, start: usize, style: Style) -> Option<Span> {
        let whole = extent::whole(self.text, start, self.text.len(), style);
        let line = Span::new(start, extent::line_end(self.text, start));
        whole.or_else(|| (style == Style::Block).then_some(line))
    }

    /// Whether the parser failed at a colon on the line of the last scalar, which means that YAML
    /// cut the scalar at the colon.
    fn holds_colon(&self) -> bool {
        let up_to = slice(self.text, Span::new(self.last.start, self.at));
        let rest = self.text.get(self.at..).unwrap_or_default();
        !up_to.is_empty() && !up_to.contains('\n') && rest.starts_with(':')
    }

    /// Whether the parser failed at an opening bracket directly after the last scalar, which means
    /// that YAML cut the scalar at the bracket.
    fn holds_bracket(&self) -> bool {
        // The parser may also have failed at an earlier bracket that is never closed, so only
        // blanks may be between the scalar and the failure.
        let between = self.text.get(self.last.end..self.at);
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_text = self.last.start < self.last.end;
        is_text
            && between.is_some_and(|between| between.trim().is_empty())
            && rest.starts_with(['[', '{'])
    }
}

/// If an unquoted string is incomplete, returns the character that ended it.
fn cut(text: &str, scalar: Span) -> Option<Cut> {
    let rest = text.get(scalar.end..)?;
    let behind = rest.trim_start_matches([' ', '\t']);
    let open = extent::is_open(slice(text, scalar));
    match behind.chars().next()? {
        '#' if open && behind.len() < rest.len() => Some(Cut::Comment),
        ',' if open => Some(Cut::Comma),
        '[' | ']' | '{' | '}' if open => Some(Cut::Bracket),
        _ => None,
    }
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}
