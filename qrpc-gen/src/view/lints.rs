//! The lints that an author's text may set off, each quieted only on the item that needs it.

use std::collections::BTreeSet;

/// The name of a lint.
pub(crate) type Lint = &'static str;

/// What documentation may set off.
pub(super) fn of_docs(lines: &[String]) -> BTreeSet<Lint> {
    let _ = lines;
    BTreeSet::new()
}
