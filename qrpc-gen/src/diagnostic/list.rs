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
