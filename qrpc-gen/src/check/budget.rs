//! A limit on the size of all defaults of a spec.
//!
//! If a default of a record type omits fields, the fields' own defaults are filled in. The defaults
//! of the fields may contain records that omit fields in turn, so the defaults of a small file
//! could expand to more values than fit in memory.

use std::cell::Cell;

/// The maximum number of values in all defaults of a spec, including the values that are filled in
/// for omitted fields.
pub(super) const MAX_VALUES: usize = 100_000;

/// A string counts as one more value for each of this many bytes.
const BYTES_PER_VALUE: usize = 64;

/// The number of values that the remaining defaults of the spec may have.
pub(super) struct Budget {
    left: Cell<usize>,
    ran_out: Cell<bool>,
}

/// Whether a value was within the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spending {
    Covered,
    /// The value is the first one that exceeds the budget.
    RunsOut,
    /// An earlier value has exceeded the budget, and that value has been reported.
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

    /// Whether a value has exceeded the budget.
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

/// Returns the number of values that a text of this many bytes counts as.
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
