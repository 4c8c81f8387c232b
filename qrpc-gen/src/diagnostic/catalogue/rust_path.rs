//! Diagnostics about `rust`, the path of a type of the user's program.

use super::{Code, Diagnostic, quote};
use crate::source::Text;

/// The reason why a text is not the absolute path of a Rust type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathFault<'p> {
    Empty,
    GenericArguments,
    WhiteSpace,
    /// A character that no path contains.
    Character(char),
    /// The path begins neither with `::` nor with `crate::`.
    Relative,
    /// A whole crate.
    Crate,
    EmptySegment,
    /// A segment that is a number, begins with a digit, or is `_`.
    NotAName(&'p str),
    /// A segment that is a keyword without `r#`.
    Keyword(&'p str),
    /// `crate`, `self`, `super` or `Self` after the beginning, or after `::`.
    Misplaced(&'p str),
}

/// `paths` are correct paths that may be meant.
pub(crate) fn wrong_path(path: &Text, fault: PathFault<'_>, paths: &[String]) -> Diagnostic {
    let (message, label) = reason(&quote(&path.value), fault);
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(path.span, label)
        .help(cure(fault, paths))
}

/// Returns the message and the label.
fn reason(path: &str, fault: PathFault<'_>) -> (String, String) {
    let of_path = |label: &str| (format!("the path {path} {label}"), label.to_owned());
    match fault {
        PathFault::Empty => ("the path in `rust` is empty".into(), "empty path".into()),
        PathFault::GenericArguments => of_path("has generic arguments"),
        PathFault::WhiteSpace => of_path("contains white space"),
        PathFault::Character(c) => of_path(&format!("contains {}", quote(&c.to_string()))),
        PathFault::Relative => (
            format!("{path} is not an absolute path of a type"),
            "not an absolute path".into(),
        ),
        PathFault::Crate => of_path("names a crate, not a type"),
        PathFault::EmptySegment => of_path("has an empty segment"),
        PathFault::NotAName(segment) => (
            format!("{} in the path {path} is not a Rust name", quote(segment)),
            format!("{} is not a name", quote(segment)),
        ),
        PathFault::Keyword(segment) => (
            format!("{} in the path {path} is a keyword", quote(segment)),
            format!("{} is a keyword", quote(segment)),
        ),
        PathFault::Misplaced(segment) => (
            format!("{} cannot be within the path {path}", quote(segment)),
            format!("{} is misplaced", quote(segment)),
        ),
    }
}

fn cure(fault: PathFault<'_>, paths: &[String]) -> String {
    match (fault, paths) {
        (PathFault::GenericArguments, _) => {
            "add `pub type Name = …;` to your program, and write `rust: crate::Name` in the spec"
                .into()
        }
        (_, []) => "write the path of a type, such as `::time::Date` or `crate::Date`".into(),
        (PathFault::Crate, [path]) => {
            format!("add the path of the type, as in {}", quote(path))
        }
        (PathFault::Relative | PathFault::Misplaced(_), [path]) => format!(
            "write {}, with the modules that contain the type after `crate`",
            quote(path)
        ),
        (_, [path]) => format!("write {}", quote(path)),
        (_, [path, others @ ..]) => {
            let others: Vec<_> = others.iter().map(|other| quote(other)).collect();
            let others = others.join(" or ");
            format!(
                "write {} for a type of another crate, or {others} for a type of your own crate",
                quote(path)
            )
        }
    }
}
