//! The lints: the codes of warnings, which a spec turns off with `allow` and on with `warn`.

use super::Code;

/// The lints that are on unless a spec turns them off. A warning of one of the lints in `ON` points
/// to a probable mistake.
pub(crate) const ON: [Code; 4] = [
    Code::COMMENT_BEHIND_TEXT,
    Code::UNTYPED_REPLY,
    Code::HIDDEN_ALTERNATIVE,
    Code::UNUSED_TYPE,
];

/// The lints that are off unless a spec turns them on, since many good specs break them.
pub(crate) const OFF: [Code; 3] = [Code::MISSING_DOCS, Code::UNUSUAL_CASE, Code::PYTHON_NAME];
