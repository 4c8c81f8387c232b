//! Runs the lines of a row: each is to become what it says.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

use crate::line::{Line, json};
use crate::side::{Answer, Called, Ears, Heard, Side, Version};

/// The meetings of different versions in which something did not work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Broken {
    /// A new normal side met an old inverted one.
    pub new_normal: bool,
    /// A new inverted side met an old normal one.
    pub new_inverted: bool,
}

/// Runs the lines of a row, each in a meeting of its own.
///
/// # Panics
///
/// When something else happens than what the lines say, or when one of the meetings has none.
#[must_use]
pub fn run(lines: &[String], old: Version, new: Version) -> Broken {
    let lines: Vec<Line> = lines.iter().map(|line| Line::read(line)).collect();
    let is_broken = |normal_is_new: bool| {
        let met = lines
            .iter()
            .filter(|line| line.normal_is_new() == normal_is_new);
        // All of them are run, whatever became of the first.
        let became: Vec<bool> = met.map(|line| become_of(line, old, new)).collect();
        assert!(!became.is_empty(), "one of the meetings has no call");
        became.contains(&true)
    };
    Broken {
        new_normal: is_broken(true),
        new_inverted: is_broken(false),
    }
}

/// Whether a call did not work, or was taken for something else.
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

/// What became of a value on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Same,
    /// It has other fields there, and is the same in those that both versions have.
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
        (Some(Ok(got)), Some((Answer::Raise(..), _))) => panic!("{text}: {got}"),
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

/// Lets both sides start, and one of them call.
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
    // Kept until it was heard, since what is said last goes with who ends.
    let calling: Box<dyn Side> = caller(&bus, &deaf);
    let called = calling.call(&line.method, &line.args);
    let heard = ears.heard().expect("something becomes of each message");
    (called, heard)
}

/// Whether values are the same as far as both versions have them. A number is what it is worth.
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
