//! The sentences of the documentation that are not the author's.

use super::docs::{one_line, quoted};
use super::seen::Seen;
use crate::model::{Direction, Method};

/// Methods, as a sentence lists them: all while they are few, else how many.
pub(super) fn list<'a>(methods: impl Iterator<Item = Seen<'a>>) -> String {
    names(methods.map(|seen| seen.method.rust.as_str()), "methods")
}

/// Names, as a sentence lists them: all while they are few, else how many of what.
pub(super) fn names<'a>(names: impl Iterator<Item = &'a str>, what: &str) -> String {
    const MOST: usize = 8;
    let names: Vec<_> = names.map(code).collect();
    if names.len() > MOST {
        return format!("{} {what}", names.len());
    }
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, names)) => format!("{} and {last}", names.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// A Rust name as code, without what makes a keyword of it a name.
pub(super) fn code(name: &str) -> String {
    quoted(name.strip_prefix("r#").unwrap_or(name))
}

/// What a method is, seen from neither side.
pub(super) fn method(method: &Method) -> String {
    format!("The {} {}.", kind(method), code(&method.rust))
}

/// What a method is, seen from the side that sees it in that direction.
pub(super) fn handle(method: &Method, direction: Direction) -> String {
    let does = match (direction, method.reply.is_some()) {
        (Direction::Incoming, true) => "this side answers",
        (Direction::Incoming, false) => "this side receives",
        (Direction::Outgoing, true) => "this side makes",
        (Direction::Outgoing, false) => "this side sends",
        (Direction::Both, true) => "either side makes and answers",
        (Direction::Both, false) => "either side sends and receives",
    };
    format!("A {} that {does}.", kind(method))
}

/// A sentence of what is said within one, if that is anything.
pub(super) fn capitalized(phrase: &str) -> Option<String> {
    let mut letters = phrase.chars();
    let first = letters.next()?.to_uppercase();
    Some(format!("{first}{}.", letters.as_str()))
}

/// Which version of the API brought a method.
pub(super) fn since(method: &Method) -> Option<String> {
    let version = method.since.as_deref()?;
    Some(format!("Since version {}.", text(version)))
}

/// How long a call of a method may take.
pub(super) fn timeout(method: &Method) -> Option<String> {
    let timeout = method.timeout?;
    Some(format!("A call times out after {timeout:?}."))
}

fn kind(method: &Method) -> &'static str {
    match method.reply {
        Some(_) => "call",
        None => "notification",
    }
}

/// A text of the author's within a sentence.
pub(super) fn text(text: &str) -> String {
    quoted(&one_line(text))
}
