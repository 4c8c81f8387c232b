//! Diagnostics about unknown types. A type of another language is recognized, and the help names
//! the type to write instead.

use super::{Code, Diagnostic, nearest, quote};
use crate::model::Scalar;
use crate::source::Text;
use crate::tree::{Expression, ExpressionKind};

/// The replacement for a type of another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TypeReplacement {
    /// A built-in type that contains no other type.
    Type(&'static str),
    List,
    Map,
    Optional,
    /// The inner type alone, since every call returns a promise.
    Promise,
    /// The inner type alone, since every call can return an error.
    Fallible,
    /// The inner type alone, since a spec does not say how a value is stored.
    Pointer,
    Stream,
}

/// The type names of other languages, in lower case.
const FOREIGN: &[(&str, TypeReplacement)] = &[
    ("int integer long isize", TypeReplacement::Type("i64")),
    ("short", TypeReplacement::Type("i16")),
    ("uint usize ulong", TypeReplacement::Type("u64")),
    ("byte", TypeReplacement::Type("u8")),
    ("double number float", TypeReplacement::Type("f64")),
    ("str text", TypeReplacement::Type("string")),
    ("boolean", TypeReplacement::Type("bool")),
    (
        "binary blob buffer bytearray",
        TypeReplacement::Type("bytes"),
    ),
    ("none void nil", TypeReplacement::Type("null")),
    ("json", TypeReplacement::Type("any")),
    (
        "array vec vector sequence seq slice set hashset btreeset frozenset arraylist \
         vecdeque collection",
        TypeReplacement::List,
    ),
    (
        "dict dictionary object hashmap btreemap hash record mapping",
        TypeReplacement::Map,
    ),
    ("option optional maybe nullable", TypeReplacement::Optional),
    (
        "promise future task awaitable coroutine deferred",
        TypeReplacement::Promise,
    ),
    ("result either", TypeReplacement::Fallible),
    ("box rc arc ref cow pointer", TypeReplacement::Pointer),
    (
        "stream streaming iterator iter iterable asynciterator asynciterable \
         asyncgenerator generator observable channel flow sender receiver subscription \
         publisher",
        TypeReplacement::Stream,
    ),
];

/// Words in `FOREIGN` that are also good names for the user's own types, such as `Task`. One of
/// these words has no replacement if it is capitalized and no `<…>` follows it.
const HOMONYMS: &str = "blob box buffer channel collection either flow hash mapping object \
     pointer publisher receiver record ref result sender sequence set subscription task text";

const NO_STREAMS: &str = "streams are not supported; instead, declare a method in the opposite \
     direction without `returns`, and call it once per value";

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
                None => "write `list<T>`, `map<T>`, `tuple<A, B>` or `T?`; other types take no inner types".to_owned(),
            },
        })
}

/// Whether a word is the name of a type in another language.
pub(crate) fn is_foreign_type(word: &str) -> bool {
    ours(word).is_some()
}

/// Returns the inner types that remain when the foreign type `name` is replaced: for a map, only
/// the last one, the type of its values; for a `Result`, only the first one, the type of its value.
pub(crate) fn remaining<'e>(name: &str, inner: &'e [Expression]) -> &'e [Expression] {
    let (first, last) = (inner.first(), inner.last());
    let kept = match ours(name) {
        Some(TypeReplacement::Map) => last,
        Some(TypeReplacement::Fallible) => first,
        _ => return inner,
    };
    kept.map_or(&[], std::slice::from_ref)
}

/// The built-in type without inner types that a word names, in specs or in another language.
pub(super) fn built_in_for(word: &str) -> Option<&'static str> {
    match ours(word) {
        _ if is_homonym(word) => None,
        Some(TypeReplacement::Type(name)) => Some(name),
        _ => Scalar::named(word).map(Scalar::name),
    }
}

fn is_homonym(word: &str) -> bool {
    let is_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    is_capital && HOMONYMS.split(' ').any(|each| each == word.to_lowercase())
}

/// The help for a name that is probably meant as a type of the user's own.
fn own<'a>(name: &Text, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(&name.value, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "define the type under `types`".to_owned(),
    }
}

fn ours(word: &str) -> Option<TypeReplacement> {
    let word = word.to_lowercase();
    let named = FOREIGN
        .iter()
        .find(|(names, _)| names.split(' ').any(|each| each == word));
    named.map(|(_, ours)| *ours)
}

/// The help for a foreign type name without `<…>`.
fn bare(ours: TypeReplacement) -> String {
    let name = match ours {
        TypeReplacement::Type(name) => name,
        TypeReplacement::List => "list<T>",
        TypeReplacement::Map => "map<T>",
        TypeReplacement::Optional => "T?",
        TypeReplacement::Promise => {
            return "write the type of the reply; every call already returns a promise".into();
        }
        TypeReplacement::Fallible => {
            return "write the type of the reply; every call can return an error without `Result`"
                .into();
        }
        TypeReplacement::Pointer => return "write the type of the value".into(),
        TypeReplacement::Stream => return NO_STREAMS.into(),
    };
    format!("use `{name}` instead")
}

/// The help for a foreign type with other types in it.
fn holding(ours: TypeReplacement, inner: &[Expression]) -> String {
    let Some(mended) = mend(ours, inner) else {
        return NO_STREAMS.into();
    };
    let mended = quote(&mended);
    match ours {
        TypeReplacement::Promise => format!("write {mended}; every call already returns a promise"),
        TypeReplacement::Fallible => {
            format!("write {mended}; every call can return an error without `Result`")
        }
        TypeReplacement::Map => format!("write {mended}; map keys are always strings"),
        TypeReplacement::Type(_) => format!("write {mended} without `<…>`"),
        TypeReplacement::List
        | TypeReplacement::Optional
        | TypeReplacement::Pointer
        | TypeReplacement::Stream => format!("write {mended}"),
    }
}

/// The type as a spec writes it; `None` for a stream, which specs do not have.
fn mend(ours: TypeReplacement, inner: &[Expression]) -> Option<String> {
    let first = || inner.first().map_or_else(|| "T".to_owned(), mended);
    Some(match ours {
        TypeReplacement::Type(name) => name.to_owned(),
        TypeReplacement::List => format!("list<{}>", first()),
        TypeReplacement::Map => format!("map<{}>", held(inner)),
        TypeReplacement::Optional => format!("{}?", first().trim_end_matches('?')),
        TypeReplacement::Promise | TypeReplacement::Fallible | TypeReplacement::Pointer => first(),
        TypeReplacement::Stream => return None,
    })
}

/// The last type in `<…>`: in a map, an earlier type is the type of the keys.
fn held(inner: &[Expression]) -> String {
    inner.last().map_or_else(|| "T".to_owned(), mended)
}

/// A type as it was written, with foreign type names replaced.
pub(crate) fn mended(expression: &Expression) -> String {
    match &expression.kind {
        ExpressionKind::Unread => "T".to_owned(),
        ExpressionKind::Optional(inner) => format!("{}?", mended(inner).trim_end_matches('?')),
        ExpressionKind::Literal(text) => serde_json::Value::from(text.as_str()).to_string(),
        ExpressionKind::Union(union) => {
            let types: Vec<_> = union.types.iter().map(mended).collect();
            types.join(" | ")
        }
        ExpressionKind::Name(name) => match ours(name) {
            Some(TypeReplacement::Type(ours)) => ours.to_owned(),
            _ => name.clone(),
        },
        ExpressionKind::Generic(name, inner) if name.value == "tuple" => {
            let types: Vec<_> = inner.iter().map(mended).collect();
            format!("tuple<{}>", types.join(", "))
        }
        ExpressionKind::Generic(name, inner) => {
            let mended = ours(&name.value).and_then(|ours| mend(ours, inner));
            mended.unwrap_or_else(|| format!("{}<{}>", name.value, held(inner)))
        }
    }
}
