//! What a row says of one call, a line each.
//!
//! A line such as `old inverted: ask {"n": 1} -> {"n": 1} / "yes" -> "yes"` says which version of
//! which side calls what; the other side has the other version. Behind the first arrow are the
//! arguments that its handler gets, with defaults, or that they are `refused`. Behind the bar is
//! what the handler replies and what the caller gets, which may be `unreadable`, or `nothing` where
//! it waits for no reply. A handler may `raise Busy {"by": "me"}`; then the caller gets the variant
//! of its error type, which is `Other` where it does not know the error. An `!` at the end says that what arrives is not what was meant, where
//! nothing else shows it.

use serde_json::Value;

use crate::side::Answer;

/// One line, in pieces.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) new_calls: bool,
    pub(crate) normal_calls: bool,
    pub(crate) method: String,
    pub(crate) args: Value,
    pub(crate) heard: String,
    /// What is replied, and what is got.
    pub(crate) reply: Option<(Answer, String)>,
    pub(crate) said_to_be_wrong: bool,
}

impl Line {
    /// Reads a line.
    ///
    /// # Panics
    ///
    /// When it is none.
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

    /// Whether the normal side is the new one in the meeting that it happens in.
    pub(crate) fn normal_is_new(&self) -> bool {
        self.new_calls == self.normal_calls
    }
}

/// What a handler answers: a value, or `raise` with the name of an error and its data.
fn answer(text: &str) -> Answer {
    match text.strip_prefix("raise ") {
        Some(error) => {
            let (name, data) = error.split_once(' ').unwrap_or((error, "{}"));
            Answer::Raise(name.to_owned(), json(data))
        }
        None => Answer::Reply(json(text)),
    }
}

/// A value that a line has.
///
/// # Panics
///
/// When it is none.
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text:?} is no JSON: {error}"))
}
