//! Parses the lines of a row, each of which describes one call and its outcome.
//!
//! A line such as `old inverted: ask {"n": 1} -> {"n": 1} / "yes" -> "yes"` begins with the version
//! and the side of the caller, the method and the arguments; the other side has the other version.
//! After the first arrow are the arguments that the handler gets, with defaults, or the word
//! `refused`. After the slash are the reply of the handler and the result that the caller gets. The
//! result is `unreadable` if the caller cannot read it, and `nothing` if the caller does not wait
//! for a reply. A handler may `raise Busy {"by": "me"}`; then the result is the variant of the
//! caller's error type, which is `Other` if the caller does not know the error. A handler may also
//! `fail` without a code of its own; then the result must be `Other`. An `!` at the end
//! of a line says that a value arrives with another meaning although the call works.

use serde_json::Value;

use crate::side::Answer;

/// One parsed line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) new_calls: bool,
    pub(crate) normal_calls: bool,
    pub(crate) method: String,
    pub(crate) args: Value,
    pub(crate) heard: String,
    /// The answer of the handler, and the result that the caller must get.
    pub(crate) reply: Option<(Answer, String)>,
    pub(crate) said_to_be_wrong: bool,
}

impl Line {
    /// Parses a line.
    ///
    /// # Panics
    ///
    /// Panics if the text is not valid.
    pub(crate) fn read(text: &str) -> Self {
        Self::pieces(text).unwrap_or_else(|| panic!("{text:?} is no line of a row"))
    }

    fn pieces(text: &str) -> Option<Self> {
        let rest = text.strip_suffix(" !").unwrap_or(text);
        let (caller, rest) = rest.split_once(": ")?;
        let (version, side) = caller.split_once(' ')?;
        let (call, rest) = rest.split_once(" -> ")?;
        let (method, args) = call.split_once(' ').unwrap_or((call, "{}"));
        let (heard, reply) = match rest.split_once(" / ") {
            Some((heard, reply)) => (heard, Some(reply.split_once(" -> ")?)),
            None => (rest, None),
        };
        Some(Self {
            text: text.to_owned(),
            new_calls: version == "new",
            normal_calls: side == "normal",
            method: method.to_owned(),
            args: json(args),
            heard: heard.to_owned(),
            reply: reply.map(|(reply, got)| (answer(reply), got.to_owned())),
            said_to_be_wrong: text.ends_with(" !"),
        })
    }

    /// Whether the normal side of this call has the new version.
    pub(crate) fn normal_is_new(&self) -> bool {
        self.new_calls == self.normal_calls
    }
}

/// Parses the answer of a handler: a value, `raise` with the name of an error and its data, or
/// `fail`.
fn answer(text: &str) -> Answer {
    if text == "fail" {
        return Answer::Fail;
    }
    match text.strip_prefix("raise ") {
        Some(error) => {
            let (name, data) = error.split_once(' ').unwrap_or((error, "{}"));
            Answer::Raise(name.to_owned(), json(data))
        }
        None => Answer::Reply(json(text)),
    }
}

/// Parses a JSON value in a line.
///
/// # Panics
///
/// Panics if the text is not valid.
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text:?} is no JSON: {error}"))
}
