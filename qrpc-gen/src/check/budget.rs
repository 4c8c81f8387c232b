//! How much the defaults of one spec may come to.
//!
//! A record that is used fills in its defaults, and these those of their records: a small file
//! could stand for more than any memory holds.

use std::cell::Cell;

/// How many values there may be, those included that records fill in.
pub(super) const LIMIT: usize = 100_000;

/// How many bytes of text count as one more value.
const BYTES: usize = 64;

/// What is left for the rest of the spec.
pub(super) struct Budget {
    left: Cell<usize>,
    ran_out: Cell<bool>,
}

/// Whether something was still within the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spending {
    Covered,
    /// This is where it runs out.
    RunsOut,
    /// It ran out before, which has been reported.
    RanOut,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self {
            left: Cell::new(LIMIT),
            ran_out: Cell::new(false),
        }
    }

    pub(super) fn left(&self) -> usize {
        self.left.get()
    }

    pub(super) fn spend(&self, values: usize) -> Spending {
        match self.left.get().checked_sub(values) {
            Some(left) if !self.ran_out.get() => {
                self.left.set(left);
                Spending::Covered
            }
            _ if self.ran_out.replace(true) => Spending::RanOut,
            _ => Spending::RunsOut,
        }
    }
}

/// As how many values the texts count that belong to one.
pub(super) fn texts(bytes: usize) -> usize {
    bytes / BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_runs_out_once() {
        let budget = Budget::new();
        assert_eq!(budget.spend(LIMIT), Spending::Covered);
        assert_eq!(budget.spend(1), Spending::RunsOut);
        assert_eq!(budget.spend(1), Spending::RanOut);
    }

    #[test]
    fn nothing_is_covered_behind_what_was_too_much() {
        let budget = Budget::new();
        assert_eq!(budget.spend(LIMIT + 1), Spending::RunsOut);
        assert_eq!(budget.spend(0), Spending::RanOut);
    }
}
