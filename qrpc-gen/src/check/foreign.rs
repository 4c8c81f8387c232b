//! The rule about `rust`, which names a type of the user's program.

use super::scope::{Definition, Scope};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::TypeId;
use crate::names::is_keyword;

/// Checks that the text under `rust` is an absolute path and nothing else.
pub(super) fn paths_are_absolute(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for place in 0..scope.spec.types.len() {
        match scope.definition(TypeId(place)) {
            Some(Definition::Foreign(path)) if !is_absolute(&path.value) => {
                diagnostics.push(catalogue::wrong_path(path));
            }
            _ => {}
        }
    }
}

fn is_absolute(path: &str) -> bool {
    let segments = path
        .strip_prefix("::")
        .or_else(|| path.strip_prefix("crate::"));
    segments.is_some_and(|segments| segments.split("::").all(is_identifier))
}

fn is_identifier(segment: &str) -> bool {
    let begins = segment.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_word = segment
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_');
    begins && is_word && segment != "_" && !is_keyword(segment)
}

#[cfg(test)]
mod tests {
    use super::is_absolute;

    #[test]
    fn only_absolute_paths_are_paths() {
        for path in ["::time::OffsetDateTime", "crate::Id", "::a::b_1::C"] {
            assert!(is_absolute(path), "{path}");
        }
        for path in [
            "",
            "::",
            "time::Date",
            "Date",
            "::a::<B>",
            "::a; fn f()",
            "::a::fn",
            "crate::",
        ] {
            assert!(!is_absolute(path), "{path}");
        }
    }
}
