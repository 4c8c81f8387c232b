//! The list to which every phase adds its diagnostics.

use std::collections::HashMap;

use super::{Code, Diagnostic, Severity};

/// The diagnostics of a spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
    /// The number of errors that were not kept, because the limit was reached.
    untold_errors: usize,
    /// The number of warnings of each code that were not kept, because the limit was reached.
    untold_warnings: HashMap<Code, usize>,
}

impl Diagnostics {
    /// The maximum number of errors that are kept, and also the maximum number of warnings that are
    /// kept for each code. Without a limit, a hostile file could cause very many diagnostics.
    pub const LIMIT: usize = 200;

    /// Whether there is an error. A spec with an error cannot be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether there is no diagnostic, neither error nor warning.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The number of errors, including those that were not kept.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The number of errors and warnings that were not kept, because [`LIMIT`](Self::LIMIT) was
    /// reached.
    #[must_use]
    pub fn untold(&self) -> usize {
        self.untold_errors + self.untold_warnings.values().sum::<usize>()
    }

    /// The diagnostics that were kept, in the order of their spans.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<_> = self.list.iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.primary.span);
        sorted.into_iter()
    }

    /// Adds the error that `word` returns. If the limit is reached, the error is only counted and
    /// `word` is not called, since some messages take time to create.
    pub(crate) fn push_with(&mut self, word: impl FnOnce() -> Diagnostic) {
        if self.errors < Self::LIMIT {
            self.push(word());
        } else {
            self.errors += 1;
            self.untold_errors += 1;
        }
    }

    /// Returns the diagnostics with their spans moved by `start` bytes, for a text in which `start`
    /// bytes precede the original text.
    pub(crate) fn after(mut self, start: usize) -> Self {
        for diagnostic in &mut self.list {
            let labels = diagnostic.secondary.iter_mut();
            for label in labels.chain([&mut diagnostic.primary]) {
                label.span = label.span.after(start);
            }
        }
        self
    }

    /// Discards the diagnostics with these codes.
    pub(crate) fn without(&mut self, codes: &[Code]) {
        let is_other = |diagnostic: &Diagnostic| !codes.contains(&diagnostic.code);
        self.list.retain(is_other);
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
        self.errors = self.list.iter().filter(is_error).count() + self.untold_errors;
    }

    /// Discards the warnings with these codes.
    pub(crate) fn allow(&mut self, lints: &[Code]) {
        let is_kept = |diagnostic: &Diagnostic| {
            diagnostic.severity == Severity::Error || !lints.contains(&diagnostic.code)
        };
        self.list.retain(is_kept);
        self.untold_warnings.retain(|code, _| !lints.contains(code));
    }

    /// Discards the warnings whose span begins at the offset `end` or later.
    pub(crate) fn without_warnings_from(&mut self, end: usize) {
        let is_kept = |diagnostic: &Diagnostic| {
            diagnostic.severity == Severity::Error || diagnostic.primary.span.start < end
        };
        self.list.retain(is_kept);
    }

    /// Adds the diagnostics of another list.
    pub(crate) fn append(&mut self, others: Self) {
        for diagnostic in others.list {
            self.push(diagnostic);
        }
        self.errors += others.untold_errors;
        self.untold_errors += others.untold_errors;
        for (code, count) in others.untold_warnings {
            *self.untold_warnings.entry(code).or_default() += count;
        }
    }

    /// Adds a diagnostic, unless the list already contains the same one. The same diagnostic is
    /// found twice if an alias repeats a value, or if a record is used twice.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        // Spans are compared first, since comparing long messages takes time.
        let span = diagnostic.primary.span;
        let same = |kept: &Diagnostic| kept.primary.span == span && *kept == diagnostic;
        if self.list.iter().any(same) {
            return;
        }
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        let is_error = diagnostic.severity == Severity::Error;
        let alike = |kept: &&Diagnostic| {
            kept.severity == diagnostic.severity && (is_error || kept.code == diagnostic.code)
        };
        if self.list.iter().filter(alike).count() < Self::LIMIT {
            self.list.push(diagnostic);
        } else if is_error {
            self.untold_errors += 1;
        } else {
            *self.untold_warnings.entry(diagnostic.code).or_default() += 1;
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
    fn warnings_beyond_the_limit_are_not_errors() {
        let mut diagnostics = Diagnostics::default();
        let mut others = Diagnostics::default();
        (0..=Diagnostics::LIMIT).for_each(|at| others.push(warning(at)));
        diagnostics.append(others);
        assert_eq!((diagnostics.errors(), diagnostics.untold()), (0, 1));
    }

    #[test]
    fn allowed_warnings_are_discarded_and_errors_stay() {
        let mut diagnostics = Diagnostics::default();
        (0..=Diagnostics::LIMIT).for_each(|at| diagnostics.push(warning(at)));
        diagnostics.push(error(0));
        diagnostics.allow(&[Code::UNKNOWN_KEY]);
        let left: Vec<_> = diagnostics.iter().map(|each| each.severity).collect();
        assert_eq!((left, diagnostics.untold()), (vec![Severity::Error], 0));
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
