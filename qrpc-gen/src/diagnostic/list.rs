//! The accumulator that every phase reports to.

use super::{Diagnostic, Severity};

/// What was found in one spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
    untold: usize,
}

impl Diagnostics {
    /// How many errors are kept, and how many warnings: nobody reads more, and a hostile file
    /// could hold very many.
    pub const LIMIT: usize = 200;

    /// Whether the spec cannot be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many errors were found, those beyond the limit included.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many were found beyond [`LIMIT`](Self::LIMIT).
    #[must_use]
    pub fn untold(&self) -> usize {
        self.untold
    }

    /// Those that were kept, by their place in the spec.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<_> = self.list.iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.primary.span);
        sorted.into_iter()
    }

    /// Adds an error that takes long to word, unless there are too many for it to be read.
    pub(crate) fn push_with(&mut self, word: impl FnOnce() -> Diagnostic) {
        if self.errors < Self::LIMIT {
            self.push(word());
        } else {
            self.errors += 1;
            self.untold += 1;
        }
    }

    /// Adds those of another list.
    pub(crate) fn append(&mut self, others: Self) {
        for diagnostic in others.list {
            self.push(diagnostic);
        }
        // Before the limit there is room for as many warnings as there are.
        self.errors += others.untold;
        self.untold += others.untold;
    }

    /// Adds one, unless it is known: an alias, or a record used twice, would repeat it.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.list.contains(&diagnostic) {
            return;
        }
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        let alike = |kept: &&Diagnostic| kept.severity == diagnostic.severity;
        if self.list.iter().filter(alike).count() < Self::LIMIT {
            self.list.push(diagnostic);
        } else {
            self.untold += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::Span;

    fn error(at: usize) -> Diagnostic {
        Diagnostic::error(Code::UNKNOWN_KEY, "wrong").at(Span::new(at, at), "")
    }

    fn warning(at: usize) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..error(at)
        }
    }

    #[test]
    fn they_come_by_their_place() {
        let mut diagnostics = Diagnostics::default();
        for at in [3, 1, 2] {
            diagnostics.push(error(at));
        }
        let places: Vec<_> = diagnostics
            .iter()
            .map(|each| each.primary.span.start)
            .collect();
        assert_eq!(places, [1, 2, 3]);
    }

    #[test]
    fn the_same_one_counts_once() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(error(1));
        diagnostics.push(error(1));
        assert_eq!(diagnostics.errors(), 1);
    }

    #[test]
    fn warnings_are_no_errors() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(warning(1));
        assert!(!diagnostics.has_errors() && !diagnostics.is_empty());
    }

    #[test]
    fn many_warnings_hide_no_error() {
        let mut diagnostics = Diagnostics::default();
        (0..=Diagnostics::LIMIT).for_each(|at| diagnostics.push(warning(at)));
        diagnostics.push(error(0));
        assert!(
            diagnostics
                .iter()
                .any(|each| each.severity == Severity::Error)
        );
        assert_eq!(diagnostics.untold(), 1);
    }

    #[test]
    fn what_nobody_would_read_is_not_worded() {
        let mut diagnostics = Diagnostics::default();
        (0..Diagnostics::LIMIT).for_each(|at| diagnostics.push(error(at)));
        diagnostics.push_with(|| unreachable!("there are enough"));
        assert_eq!(
            (diagnostics.errors(), diagnostics.untold()),
            (Diagnostics::LIMIT + 1, 1)
        );
    }
}
