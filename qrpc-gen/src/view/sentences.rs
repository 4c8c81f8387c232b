//! The generated sentences of the documentation.

use super::docs::{one_line, quoted};
use crate::model::{Direction, Method, Timeout};

/// Names as an enumeration, or their number if there are many; `what` is the noun.
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

/// A Rust name as inline code, without `r#`.
pub(super) fn code(name: &str) -> String {
    quoted(plain(name))
}

fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// A link to the function of a method in a type or trait. In a link, `#` begins a part of a page,
/// so names are without `r#`.
pub(super) fn link(of: &str, method: &Method) -> String {
    let name = plain(&method.rust);
    format!("[{}]({of}::{name})", quoted(name))
}

/// The sentence that describes a method, as seen from a side.
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

/// A phrase as a sentence of its own; `None` if it is empty.
pub(super) fn capitalized(phrase: &str) -> Option<String> {
    let mut letters = phrase.chars();
    let first = letters.next()?.to_uppercase();
    Some(format!("{first}{}.", letters.as_str()))
}

/// The sentence with the version of the API that added an item.
pub(super) fn since(version: Option<&str>) -> Option<String> {
    let version = version?;
    Some(format!("Since version {}.", text(version)))
}

/// The sentence with the timeout of a method.
pub(super) fn timeout(method: &Method) -> Option<String> {
    Some(match method.timeout? {
        Timeout::After(timeout) => format!("A call times out after {timeout:?}."),
        Timeout::Never => "A call never times out.".to_owned(),
    })
}

fn kind(method: &Method) -> &'static str {
    match method.reply {
        Some(_) => "call",
        None => "notification",
    }
}

/// The author's text within a sentence.
pub(super) fn text(text: &str) -> String {
    quoted(&one_line(text))
}
