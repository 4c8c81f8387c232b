//! The calls of a row: what each is to become, and what becomes of it.
//!
//! A line such as `old inverted: ask {"n": 1} -> {"n": 1} / "yes" -> "yes"` says which version of
//! which side calls what; the other side has the other version. Behind the first arrow are the
//! arguments that its handler gets, with defaults, or that they are `refused`. Behind the bar is
//! what the handler replies and what the caller gets, which may be `unreadable`, or
//! `nothing` where it waits for no reply. An `!` at the end
//! says that what arrives is not what was meant, where nothing else shows it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

use crate::side::{Called, Ears, Heard, Side, Version};

/// One line, in pieces.
#[derive(Clone, Debug)]
struct Run {
    new_calls: bool,
    normal_calls: bool,
    method: String,
    args: Value,
    heard: String,
    reply: Option<(Value, String)>,
    said_to_be_wrong: bool,
}

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
    let runs: Vec<(&String, Run)> = lines.iter().map(|line| (line, parsed(line))).collect();
    for new_normal in [true, false] {
        let meets = |run: &Run| run.new_calls == (run.normal_calls == new_normal);
        let met = runs.iter().any(|(_, run)| meets(run));
        assert!(
            met,
            "nothing is called where the normal side is new: {new_normal}"
        );
    }
    let mut broken = Broken::default();
    for (line, run) in &runs {
        if is_broken(line, run, old, new) {
            match run.new_calls == run.normal_calls {
                true => broken.new_normal = true,
                false => broken.new_inverted = true,
            }
        }
    }
    broken
}

fn is_broken(line: &str, run: &Run, old: Version, new: Version) -> bool {
    let (called, heard) = happen(run, old, new);
    let mut broken = false;
    let mut differs = false;
    match &heard {
        Heard::Refused(code) => {
            assert_eq!(
                run.heard, "refused",
                "{line}: refused with {code}, {called:?}"
            );
            broken = true;
        }
        Heard::Arguments(arguments) => {
            assert_eq!(arguments, &json(&run.heard), "{line}: these arguments came");
            broken |= !agree(&called.sent, arguments);
            differs |= called.sent != *arguments;
        }
    }
    match (&called.got, &run.reply) {
        (Some(Ok(got)), Some((said, expected))) => {
            assert_eq!(got, &json(expected), "{line}: this reply came");
            broken |= !agree(said, got);
            differs |= said != got;
        }
        (Some(Err(error)), Some((_, expected))) => {
            assert_eq!(expected, "unreadable", "{line}: {error}");
            assert!(error.starts_with("WrongReply"), "{line}: {error}");
            broken = true;
        }
        (Some(Ok(got)), None) => panic!("{line}: the reply {got} came"),
        (Some(Err(error)), None) => {
            let refused = run.heard == "refused" && error.starts_with("Remote(");
            assert!(refused, "{line}: {error}");
        }
        (None, reply) => {
            let none = reply.as_ref().is_none_or(|(_, expected)| expected == "nothing");
            assert!(none, "{line}: there is no reply");
        }
    }
    if run.said_to_be_wrong {
        assert!(
            differs && !broken,
            "{line}: the mark says what is plain, or is not so"
        );
    }
    broken || run.said_to_be_wrong
}

/// Lets both sides start, and one of them call.
fn happen(run: &Run, old: Version, new: Version) -> (Called, Heard) {
    static BUSES: AtomicU64 = AtomicU64::new(0);
    let bus = format!("internal:row{}", BUSES.fetch_add(1, Ordering::Relaxed));
    let (caller, other) = match run.new_calls {
        true => (new, old),
        false => (old, new),
    };
    let (here, there) = match run.normal_calls {
        true => (caller.normal, other.inverted),
        false => (caller.inverted, other.normal),
    };
    let (deaf, ears) = (Arc::<Ears>::default(), Arc::<Ears>::default());
    let reply = run.reply.as_ref().map(|(reply, _)| reply.clone());
    ears.answer_with(reply.unwrap_or_default());
    let _answering: Box<dyn Side> = there(&bus, &ears);
    let called = here(&bus, &deaf).call(&run.method, &run.args);
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

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text:?} is no JSON: {error}"))
}

fn parsed(line: &str) -> Run {
    let (rest, said_to_be_wrong) = match line.strip_suffix(" !") {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let pieces = || -> Option<Run> {
        let (caller, rest) = rest.split_once(": ")?;
        let (version, side) = caller.split_once(' ')?;
        let (call, rest) = rest.split_once(" -> ")?;
        let (method, args) = call.split_once(' ').unwrap_or((call, "{}"));
        let (heard, reply) = match rest.split_once(" / ") {
            Some((heard, reply)) => (heard, Some(reply.split_once(" -> ")?)),
            None => (rest, None),
        };
        Some(Run {
            new_calls: version == "new",
            normal_calls: side == "normal",
            method: method.to_owned(),
            args: json(args),
            heard: heard.to_owned(),
            reply: reply.map(|(reply, got)| (json(reply), got.to_owned())),
            said_to_be_wrong,
        })
    };
    pieces().unwrap_or_else(|| panic!("{line:?} is no line of a row"))
}
