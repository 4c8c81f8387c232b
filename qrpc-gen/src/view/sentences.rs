//! The sentences that are generated for the documentation of stubs.

use super::text::{one_line, quoted};
use crate::model::{Direction, Method, Timeout};

/// Returns the names as an enumeration. If there are many names, returns their number with the noun
/// `what`.
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

/// Returns a Rust name as inline code, without `r#`.
pub(super) fn code(name: &str) -> String {
    quoted(plain(name))
}

fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Returns a link to the function of a method in the type or trait `of`. The link has no `r#`,
/// since `#` would begin a fragment.
pub(super) fn link(of: &str, method: &Method) -> String {
    let name = plain(&method.rust);
    format!("[{}]({of}::{name})", quoted(name))
}

/// Returns the sentence that says which side sends and which side answers the method, seen from the
/// side for which the method has this direction.
pub(super) fn roles(method: &Method, direction: Direction) -> String {
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

/// Makes a sentence of a phrase: the sentence begins with an upper-case letter and ends with a
/// period. `None` if the phrase is empty.
pub(super) fn capitalized(phrase: &str) -> Option<String> {
    let mut letters = phrase.chars();
    let first = letters.next()?.to_uppercase();
    Some(format!("{first}{}.", letters.as_str()))
}

/// Returns the sentence that names the version of the API that added an item; `None` if there is no
/// version.
pub(super) fn since(version: Option<&str>) -> Option<String> {
    let version = version?;
    Some(format!("Since version {}.", text(version)))
}

/// Returns the sentence that states the timeout of a method; `None` if the method has no timeout of
/// its own.
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

/// Returns text of the author as inline code, for use within a sentence.
pub(super) fn text(text: &str) -> String {
    quoted(&one_line(text))
}
