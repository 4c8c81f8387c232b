//! Diagnostics about unknown types, and the types that replace those of other languages.

use super::{Code, Diagnostic, nearest, quote};
use crate::model::Scalar;
use crate::source::Text;
use crate::tree::{Expression, ExpressionKind};

/// The replacement for a type of another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ours {
    /// A built-in type that contains no other type.
    Type(&'static str),
    List,
    Map,
    Optional,
    /// The inner type alone: the reply of a call is always a promise.
    Promise,
    /// The inner type alone: errors need no declaration.
    Fallible,
    /// The inner type alone: a spec does not say how a value is stored.
    Pointer,
    Stream,
}

/// The type names of other languages, in lower case.
const FOREIGN: &[(&str, Ours)] = &[
    ("int integer long isize", Ours::Type("i64")),
    ("short", Ours::Type("i16")),
    ("uint usize ulong", Ours::Type("u64")),
    ("byte", Ours::Type("u8")),
    ("double number float", Ours::Type("f64")),
    ("str text", Ours::Type("string")),
    ("boolean", Ours::Type("bool")),
    ("binary blob buffer bytearray", Ours::Type("bytes")),
    ("none void nil", Ours::Type("null")),
    ("json", Ours::Type("any")),
    (
        "array vec vector sequence seq slice set hashset btreeset frozenset arraylist \
         vecdeque collection",
        Ours::List,
    ),
    (
        "dict dictionary object hashmap btreemap hash record mapping",
        Ours::Map,
    ),
    ("option optional maybe nullable", Ours::Optional),
    (
        "promise future task awaitable coroutine deferred",
        Ours::Promise,
    ),
    ("result either", Ours::Fallible),
    ("box rc arc ref cow pointer", Ours::Pointer),
    (
        "stream streaming iterator iter iterable asynciterator asynciterable \
         asyncgenerator generator observable channel flow sender receiver subscription \
         publisher",
        Ours::Stream,
    ),
];

/// Words of the table that are also good names for the user's own types, such as `Task`. Written
/// alone and capitalized, they have no replacement.
const HOMONYMS: &str = "blob box buffer channel collection either flow hash mapping object \
     pointer publisher receiver record ref result sender sequence set subscription task text";

const NO_STREAMS: &str = "streams are not supported: send each value as a notification in the \
     opposite direction, with a method without `returns`";

/// `inner` is the content of `<…>` after the name; `known` are the names of all types.
pub(crate) fn unknown_type<'a>(
    name: &Text,
    inner: &[Expression],
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("unknown type {}", quote(&name.value));
    Diagnostic::error(Code::UNKNOWN_TYPE, message)
        .at(name.span, "this type is not defined")
        .help(match (ours(&name.value), inner) {
            (Some(_), []) if is_homonym(&name.value) => own(name, known),
            (Some(ours), []) => bare(ours),
            (Some(ours), inner) => holding(ours, inner),
            (None, []) => own(name, known),
            (None, inner) => match nearest(&name.value, ["list", "map"]) {
                Some(near) => {
                    let meant = format!("{near}<{}>", held(inner));
                    format!("did you mean {}?", quote(&meant))
                }
                None => "use `list<T>`, `map<T>` or `T?`; no other type contains a type".to_owned(),
            },
        })
}

/// Whether a word is the name of a type in another language.
pub(crate) fn is_foreign_type(word: &str) -> bool {
    ours(word).is_some()
}

/// The types in `<…>` that remain when a foreign name before them is replaced.
pub(crate) fn remaining<'e>(name: &str, inner: &'e [Expression]) -> &'e [Expression] {
    let (first, last) = (inner.first(), inner.last());
    let kept = match ours(name) {
        Some(Ours::Map) => last,
        Some(Ours::Fallible) => first,
        _ => return inner,
    };
    kept.map_or(&[], std::slice::from_ref)
}

/// The built-in type without inner types that a word names, also in another language.
pub(super) fn built_in_for(word: &str) -> Option<&'static str> {
    match ours(word) {
        _ if is_homonym(word) => None,
        Some(Ours::Type(name)) => Some(name),
        _ => Scalar::named(word).map(Scalar::name),
    }
}

fn is_homonym(word: &str) -> bool {
    let is_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    is_capital && HOMONYMS.split(' ').any(|each| each == word.to_lowercase())
}

/// The help for a name that is not a type of another language either.
fn own<'a>(name: &Text, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(&name.value, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "define it under `types`".to_owned(),
    }
}

fn ours(word: &str) -> Option<Ours> {
    let word = word.to_lowercase();
    let named = FOREIGN
        .iter()
        .find(|(names, _)| names.split(' ').any(|each| each == word));
    named.map(|(_, ours)| *ours)
}

/// The help for a foreign type name without `<…>`.
fn bare(ours: Ours) -> String {
    let name = match ours {
        Ours::Type(name) => name,
        Ours::List => "list<T>",
        Ours::Map => "map<T>",
        Ours::Optional => "T?",
        Ours::Promise => {
            return "write the type of the reply; every call returns a promise".into();
        }
        Ours::Fallible => return "write the type of the reply; every call can fail".into(),
        Ours::Pointer => return "write the type of the value".into(),
        Ours::Stream => return NO_STREAMS.into(),
    };
    format!("use `{name}` instead")
}

/// The help for a foreign type with other types in it.
fn holding(ours: Ours, inner: &[Expression]) -> String {
    let Some(mended) = mend(ours, inner) else {
        return NO_STREAMS.into();
    };
    let mended = quote(&mended);
    match ours {
        Ours::Promise => format!("write {mended}; every call returns a promise"),
        Ours::Fallible => format!("write {mended}; every call can fail"),
        Ours::Map => format!("write {mended}; map keys are always strings"),
        Ours::Type(_) => format!("write {mended} without `<…>`"),
        Ours::List | Ours::Optional | Ours::Pointer | Ours::Stream => format!("write {mended}"),
    }
}

/// The type in the notation of specs, if it can be expressed.
fn mend(ours: Ours, inner: &[Expression]) -> Option<String> {
    let first = || inner.first().map_or_else(|| "T".to_owned(), mended);
    Some(match ours {
        Ours::Type(name) => name.to_owned(),
        Ours::List => format!("list<{}>", first()),
        Ours::Map => format!("map<{}>", held(inner)),
        Ours::Optional => format!("{}?", first().trim_end_matches('?')),
        Ours::Promise | Ours::Fallible | Ours::Pointer => first(),
        Ours::Stream => return None,
    })
}

/// The last type in `<…>`: in a map, an earlier one is the type of the keys.
fn held(inner: &[Expression]) -> String {
    inner.last().map_or_else(|| "T".to_owned(), mended)
}

/// A type as it was written, with foreign type names replaced.
pub(crate) fn mended(expression: &Expression) -> String {
    match &expression.kind {
        ExpressionKind::Unread => "T".to_owned(),
        ExpressionKind::Optional(inner) => format!("{}?", mended(inner).trim_end_matches('?')),
        ExpressionKind::Name(name) => match ours(name) {
            Some(Ours::Type(ours)) => ours.to_owned(),
            _ => name.clone(),
        },
        ExpressionKind::Generic(name, inner) => {
            let mended = ours(&name.value).and_then(|ours| mend(ours, inner));
            mended.unwrap_or_else(|| format!("{}<{}>", name.value, held(inner)))
        }
    }
}
