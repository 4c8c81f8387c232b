//! The rule about `rust`, which names a type of the user's program.

use super::scope::{Definition, Scope};
use crate::diagnostic::catalogue::PathFault;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::TypeId;
use crate::names::{can_be_raw, is_keyword};

/// Checks that the text under `rust` is an absolute path and nothing else.
pub(super) fn paths_are_absolute(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for place in 0..scope.spec.types.len() {
        let Some(Definition::Foreign(path)) = scope.definition(TypeId(place)) else {
            continue;
        };
        if let Some(fault) = fault(&path.value) {
            diagnostics.push_with(|| catalogue::wrong_path(path, fault, &meant(&path.value)));
        }
    }
}

/// Returns the reason why a text is not an absolute path; `None` if it is one.
fn fault(path: &str) -> Option<PathFault<'_>> {
    if path.is_empty() {
        return Some(PathFault::Empty);
    }
    if let Some(fault) = character_fault(path) {
        return Some(fault);
    }
    if path == "crate" {
        return Some(PathFault::Crate);
    }
    let in_crate = path.strip_prefix("crate::");
    let Some(segments) = in_crate.or_else(|| path.strip_prefix("::")) else {
        return Some(PathFault::Relative);
    };
    let fault = segments.split("::").find_map(segment_fault);
    let is_crate = in_crate.is_none() && !segments.contains("::");
    fault.or_else(|| is_crate.then_some(PathFault::Crate))
}

fn character_fault(path: &str) -> Option<PathFault<'static>> {
    if path.contains('<') {
        return Some(PathFault::GenericArguments);
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    // A colon or `#` alone is allowed in a raw identifier and between segments only.
    let parts = path.split("::").map(plain);
    let mut wrong = parts.flat_map(|part| part.chars().filter(|c| !is_part(*c) || *c == ':'));
    wrong.next().map(|c| match c {
        c if c.is_whitespace() => PathFault::WhiteSpace,
        c => PathFault::Character(c),
    })
}

fn segment_fault(segment: &str) -> Option<PathFault<'_>> {
    let name = plain(segment);
    let is_raw = name.len() < segment.len();
    if segment.is_empty() {
        return Some(PathFault::EmptySegment);
    }
    if name.is_empty() || name == "_" || name.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(PathFault::NotAName(segment));
    }
    match (is_keyword(name), can_be_raw(name)) {
        (true, false) => Some(PathFault::Misplaced(segment)),
        (true, true) if !is_raw => Some(PathFault::Keyword(segment)),
        _ => None,
    }
}

/// A segment without the sign of a raw identifier.
fn plain(segment: &str) -> &str {
    segment.strip_prefix("r#").unwrap_or(segment)
}

/// Returns the correct paths that may be meant by a wrong one. If there are several, the first one
/// is of another crate.
fn meant(path: &str) -> Vec<String> {
    let mut segments = segments(path);
    let begins = |word: &str| segments.first().is_some_and(|first| first == word);
    let is_local = ["crate", "self", "super", "Self"].into_iter().any(begins);
    segments.retain(|segment| !is_keyword(segment) || can_be_raw(segment));
    if segments.is_empty() && is_local {
        segments.push("Name".to_owned());
    }
    for segment in &mut segments {
        if is_keyword(segment) {
            segment.insert_str(0, "r#");
        }
    }
    let joined = segments.join("::");
    let own = format!("crate::{joined}");
    let meant = match (is_local, segments.as_slice()) {
        (true, _) => vec![own],
        (false, [name]) if path.starts_with("::") => vec![format!("::{name}::Name")],
        (false, [name]) => vec![format!("::name_of_crate::{name}"), own],
        (false, _) if path.starts_with("::") => vec![format!("::{joined}")],
        (false, _) => vec![format!("::{joined}"), own],
    };
    let mut meant = meant;
    meant.retain(|path| fault(path).is_none());
    meant
}

/// The segments of a wrong path. Other separators than `::`, white space, and `-` in the name of a
/// crate are mended.
fn segments(path: &str) -> Vec<String> {
    let mended: String = path.chars().filter(|c| !c.is_whitespace()).collect();
    let mended = mended.replace('-', "_");
    let segments = mended.split([':', '.', '/', '\\']);
    let segments = segments.map(plain).filter(|segment| !segment.is_empty());
    segments.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_paths_are_accepted() {
        for path in [
            "::time::OffsetDateTime",
            "crate::Id",
            "::a::b_1::C",
            "crate::r#type::Id",
            "crate::_a::B",
        ] {
            assert_eq!(fault(path), None, "{path}");
        }
    }

    #[test]
    fn each_refused_path_gets_its_reason() {
        let table = [
            ("", PathFault::Empty),
            ("::a::<B>", PathFault::GenericArguments),
            ("Vec<u8>", PathFault::GenericArguments),
            ("::time ::Date", PathFault::WhiteSpace),
            (" ::time::Date", PathFault::WhiteSpace),
            ("::a; fn f()", PathFault::Character(';')),
            ("&::a::B", PathFault::Character('&')),
            ("::a:B", PathFault::Character(':')),
            (":::a::B", PathFault::Character(':')),
            ("time.Date", PathFault::Character('.')),
            ("::my-crate::A", PathFault::Character('-')),
            ("::a::Größe", PathFault::Character('ö')),
            ("::a::r##b", PathFault::Character('#')),
            ("time::Date", PathFault::Relative),
            ("Date", PathFault::Relative),
            ("self::Date", PathFault::Relative),
            ("super::Date", PathFault::Relative),
            ("Self", PathFault::Relative),
            ("crate", PathFault::Crate),
            ("::time", PathFault::Crate),
            ("::", PathFault::EmptySegment),
            ("crate::", PathFault::EmptySegment),
            ("::a::::B", PathFault::EmptySegment),
            ("::time::2Date", PathFault::NotAName("2Date")),
            ("::a::_", PathFault::NotAName("_")),
            ("::a::r#", PathFault::NotAName("r#")),
            ("::a::fn", PathFault::Keyword("fn")),
            ("::crate::A", PathFault::Misplaced("crate")),
            ("crate::self::A", PathFault::Misplaced("self")),
            ("crate::r#super::A", PathFault::Misplaced("r#super")),
        ];
        for (path, reason) in table {
            assert_eq!(fault(path), Some(reason), "{path}");
        }
    }

    #[test]
    fn the_cure_of_each_path_is_accepted() {
        let table = [
            ("::time ::Date", "::time::Date"),
            ("::a:B", "::a::B"),
            (":::a::B", "::a::B"),
            ("::my-crate::A", "::my_crate::A"),
            ("time.Date", "::time::Date crate::time::Date"),
            ("time::Date", "::time::Date crate::time::Date"),
            ("Date", "::name_of_crate::Date crate::Date"),
            ("self::Date", "crate::Date"),
            ("super::super::Date", "crate::Date"),
            ("crate", "crate::Name"),
            ("crate::", "crate::Name"),
            ("::time", "::time::Name"),
            ("::a::::B", "::a::B"),
            ("::a::fn", "::a::r#fn"),
            ("::crate::A", "crate::A"),
            ("crate::self::A", "crate::A"),
            ("crate::r#super::A", "crate::A"),
            ("type::A", "::r#type::A crate::r#type::A"),
            // No path is near these.
            ("", ""),
            ("::", ""),
            ("::time::2Date", ""),
            ("::a; fn f()", ""),
            ("::a::Größe", ""),
        ];
        for (path, cure) in table {
            assert_eq!(meant(path).join(" "), cure, "{path}");
            assert!(
                meant(path).iter().all(|path| fault(path).is_none()),
                "{path}"
            );
        }
    }
}
