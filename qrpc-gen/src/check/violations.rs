//! Whether a default satisfies its constraints.

use super::patterns::{Match, Patterns};
use crate::model::{Bound, Constraints, Literal};

/// Describes the first constraint that the value violates; `None` if it satisfies all.
pub(super) fn violated(
    value: &Literal,
    constraints: &Constraints,
    patterns: &Patterns,
) -> Option<String> {
    let Constraints {
        min,
        max,
        min_len,
        max_len,
        pattern,
    } = constraints;
    let (below, above) = match value {
        Literal::Int(value) => (
            min.filter(|min| matches!(min, Bound::Int(min) if value < min)),
            max.filter(|max| matches!(max, Bound::Int(max) if value > max)),
        ),
        Literal::Float(value) => (
            min.filter(|min| matches!(min, Bound::Float(min) if value < min)),
            max.filter(|max| matches!(max, Bound::Float(max) if value > max)),
        ),
        _ => (None, None),
    };
    let length = length(value);
    let short = min_len.filter(|min| length.is_some_and(|length| length < *min));
    let long = max_len.filter(|max| length.is_some_and(|length| length > *max));
    let unmatched = pattern.as_ref().and_then(|pattern| match value {
        Literal::Text(text) => unmatched(patterns.matches(pattern, text)),
        _ => None,
    });
    let phrases = [
        below.map(|min| format!("`min: {}`", shown(min))),
        above.map(|max| format!("`max: {}`", shown(max))),
        short.map(|min| format!("`min_len: {min}`")),
        long.map(|max| format!("`max_len: {max}`")),
        unmatched.map(str::to_owned),
    ];
    phrases.into_iter().flatten().next()
}

fn unmatched(found: Match) -> Option<&'static str> {
    match found {
        Match::Fits => None,
        Match::Differs => Some("`pattern`"),
        Match::TooLong => Some("the limit for matching defaults with `pattern`"),
    }
}

fn length(value: &Literal) -> Option<u64> {
    let length = match value {
        Literal::Text(text) => text.chars().count(),
        Literal::Bytes(bytes) => bytes.len(),
        Literal::List(items) => items.len(),
        Literal::Map(entries) => entries.len(),
        _ => return None,
    };
    u64::try_from(length).ok()
}

fn shown(bound: Bound) -> String {
    match bound {
        Bound::Int(value) => value.to_string(),
        Bound::Float(value) => format!("{value:?}"),
    }
}
