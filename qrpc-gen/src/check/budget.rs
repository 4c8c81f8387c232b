//! A limit on the size of all defaults of a spec.
//!
//! A record that is used fills in its defaults, which fill in the defaults of their own records: a
//! small file could expand to more values than fit in memory.

use std::cell::Cell;

/// The maximum number of values, including those that records fill in.
pub(super) const MAX_VALUES: usize = 100_000;

/// The number of bytes of text that count as one more value.
const BYTES_PER_VALUE: usize = 64;

/// The number of values left for the rest of the spec.
pub(super) struct Budget {
    left: Cell<usize>,
    ran_out: Cell<bool>,
}

/// Whether a value was within the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spending {
    Covered,
    /// This value exceeds the budget.
    RunsOut,
    /// The budget was exceeded before, which has been reported.
    RanOut,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self {
            left: Cell::new(MAX_VALUES),
            ran_out: Cell::new(false),
        }
    }

    pub(super) fn left(&self) -> usize {
        self.left.get()
    }

    /// Whether more was spent than there was.
    pub(super) fn is_used_up(&self) -> bool {
        self.ran_out.get()
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

/// The number of values that this many bytes of text count as.
pub(super) fn texts(bytes: usize) -> usize {
    bytes / BYTES_PER_VALUE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_runs_out_once() {
        let budget = Budget::new();
        assert_eq!(budget.spend(MAX_VALUES), Spending::Covered);
        assert_eq!(budget.spend(1), Spending::RunsOut);
        assert_eq!(budget.spend(1), Spending::RanOut);
    }

    #[test]
    fn nothing_is_covered_behind_what_was_too_much() {
        let budget = Budget::new();
        assert_eq!(budget.spend(MAX_VALUES + 1), Spending::RunsOut);
        assert_eq!(budget.spend(0), Spending::RanOut);
    }
}
