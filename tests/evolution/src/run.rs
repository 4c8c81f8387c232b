//! Runs the calls that the lines of a row describe, and checks that each call has the described
//! outcome.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

use crate::line::{Line, json};
use crate::side::{Answer, Called, Ears, Heard, Side, Version};

/// The pairs of an old and a new side between which a call did not work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Broken {
    /// The new normal side with the old inverted side.
    pub new_normal: bool,
    /// The new inverted side with the old normal side.
    pub new_inverted: bool,
}

/// Runs the lines of a row, each with two newly started sides. Returns the pairs of sides that do
/// not work together.
///
/// # Panics
///
/// Panics if the outcome of a call differs from its line, or if one of the two pairs of sides has
/// no line.
#[must_use]
pub fn run(lines: &[String], old: Version, new: Version) -> Broken {
    let lines: Vec<Line> = lines.iter().map(|line| Line::read(line)).collect();
    let is_broken = |normal_is_new: bool| {
        let met = lines
            .iter()
            .filter(|line| line.normal_is_new() == normal_is_new);
        // All lines are run, even if the first call does not work.
        let became: Vec<bool> = met.map(|line| become_of(line, old, new)).collect();
        assert!(!became.is_empty(), "one of the meetings has no call");
        became.contains(&true)
    };
    Broken {
        new_normal: is_broken(true),
        new_inverted: is_broken(false),
    }
}

/// Whether the call of a line did not work, or changed the meaning of a value.
fn become_of(line: &Line, old: Version, new: Version) -> bool {
    let (called, heard) = happen(line, old, new);
    let (there, back) = (way_there(line, &called, &heard), way_back(line, &called));
    let broken = there == Way::Broken || back == Way::Broken;
    if line.said_to_be_wrong {
        let differs = there == Way::Changed || back == Way::Changed;
        assert!(differs && !broken, "{}: the mark is not needed", line.text);
    }
    broken || line.said_to_be_wrong
}

/// How a value differs between its sender and its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Same,
    /// The fields that both versions have are equal; only one version has the other fields.
    Changed,
    Broken,
}

impl Way {
    fn of(sent: &Value, seen: &Value) -> Self {
        if sent == seen {
            Self::Same
        } else if agree(sent, seen) {
            Self::Changed
        } else {
            Self::Broken
        }
    }
}

fn way_there(line: &Line, called: &Called, heard: &Heard) -> Way {
    match heard {
        Heard::Refused(code) => {
            assert_eq!(line.heard, "refused", "{}: {code}, {called:?}", line.text);
            Way::Broken
        }
        Heard::Arguments(arguments) => {
            assert_eq!(*arguments, json(&line.heard), "{}", line.text);
            Way::of(&called.sent, arguments)
        }
    }
}

fn way_back(line: &Line, called: &Called) -> Way {
    let text = &line.text;
    match (&called.got, &line.reply) {
        (Some(Ok(got)), Some((Answer::Reply(reply), expected))) => {
            assert_eq!(*got, json(expected), "{text}");
            Way::of(reply, got)
        }
        (Some(Err(error)), Some((Answer::Raise(..), expected))) => {
            let variant = error.split('(').next();
            assert_eq!(variant, Some(expected.as_str()), "{text}: {error}");
            if expected == "Other" {
                Way::Broken
            } else {
                Way::Same
            }
        }
        (Some(Err(error)), Some((Answer::Fail, expected))) => {
            assert_eq!(expected, "Other", "{text}");
            assert!(error.starts_with("Other("), "{text}: {error}");
            Way::Same
        }
        (Some(Ok(got)), Some((Answer::Raise(..) | Answer::Fail, _))) => panic!("{text}: {got}"),
        (Some(Err(error)), Some((_, expected))) => {
            assert_eq!(expected, "unreadable", "{text}: {error}");
            assert!(error.starts_with("WrongReply"), "{text}: {error}");
            Way::Broken
        }
        (Some(got), None) => {
            let refused = got
                .as_ref()
                .is_err_and(|error| error.starts_with("Remote("));
            assert!(refused && line.heard == "refused", "{text}: {got:?}");
            Way::Broken
        }
        (None, Some((_, expected))) => {
            assert_eq!(expected, "nothing", "{text}");
            Way::Same
        }
        (None, None) => Way::Same,
    }
}

/// Starts both sides, and makes the call of a line.
fn happen(line: &Line, old: Version, new: Version) -> (Called, Heard) {
    static BUSES: AtomicU64 = AtomicU64::new(0);
    let bus = format!("internal:row{}", BUSES.fetch_add(1, Ordering::Relaxed));
    let normal = if line.normal_is_new() { new } else { old }.normal;
    let inverted = if line.normal_is_new() { old } else { new }.inverted;
    let (caller, other) = if line.normal_calls {
        (normal, inverted)
    } else {
        (inverted, normal)
    };
    let (deaf, ears) = (Arc::<Ears>::default(), Arc::<Ears>::default());
    let reply = line.reply.as_ref().map(|(reply, _)| reply.clone());
    ears.answer_with(reply.unwrap_or(Answer::Reply(Value::Null)));
    let _answering: Box<dyn Side> = other(&bus, &ears);
    // The caller is kept until the message was received, since dropping it could discard its last
    // message.
    let calling: Box<dyn Side> = caller(&bus, &deaf);
    let called = calling.call(&line.method, &line.args);
    let heard = ears.heard().expect("something becomes of each message");
    (called, heard)
}

/// Whether two values are equal in the fields that both have. Numbers are compared by value, so `1`
/// equals `1.0`.
fn agree(sent: &Value, seen: &Value) -> bool {
    match (sent, seen) {
        (Value::Object(sent), Value::Object(seen)) => {
            let same = |(key, value)| seen.get(key).is_none_or(|other| agree(value, other));
            sent.iter().all(same)
        }
        (Value::Array(sent), Value::Array(seen)) => {
            sent.len() == seen.len() && sent.iter().zip(seen).all(|(sent, seen)| agree(sent, seen))
        }
        (Value::Number(sent), Value::Number(seen)) => {
            sent == seen || sent.as_f64() == seen.as_f64()
        }
        (sent, seen) => sent == seen,
    }
}
