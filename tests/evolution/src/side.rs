//! One side of an API, running, whatever its stub: arguments and replies are JSON here, and the
//! stub's own types in between.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use qrpc_runtime::{Api, Fault, Promise, SendError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What starts the two sides of one stub.
#[derive(Clone, Copy, Debug)]
pub struct Version {
    /// Starts the normal side.
    pub normal: Start,
    /// Starts the inverted side.
    pub inverted: Start,
}

/// Starts a side over a transport, with handlers that tell what they hear.
pub type Start = fn(&str, &Arc<Ears>) -> Box<dyn Side>;

/// A side that was started.
pub trait Side {
    /// Calls a method by its name on the wire.
    fn call(&self, method: &str, args: &Value) -> Called;
}

/// What became of a call, as its caller sees it.
#[derive(Clone, Debug)]
pub struct Called {
    /// The arguments as the caller's types have them, with the defaults filled in.
    pub sent: Value,
    /// The reply; nothing of a notification.
    pub got: Option<Result<Value, String>>,
}

/// What a handler answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A reply.
    Reply(Value),
    /// The error with this name, and its data.
    Raise(String, Value),
}

/// Makes an error of a stub from its name and its data.
pub type Raise = fn(&str, &Value) -> Fault;

/// What a side hears, and what it answers.
#[derive(Debug)]
pub struct Ears {
    answer: Mutex<Answer>,
    told: Sender<Heard>,
    heard: Mutex<Receiver<Heard>>,
}

/// What became of a message, as its receiver sees it.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// A handler got it, with these arguments.
    Arguments(Value),
    /// It was refused, with this code.
    Refused(i64),
}

impl Default for Ears {
    fn default() -> Self {
        let (told, heard) = channel();
        let answer = Mutex::new(Answer::Reply(Value::Null));
        let heard = Mutex::new(heard);
        Self {
            answer,
            told,
            heard,
        }
    }
}

impl Ears {
    /// Decides what the next call is answered with.
    pub fn answer_with(&self, answer: Answer) {
        *lock(&self.answer) = answer;
    }

    /// What was heard last, which may be on its way.
    pub fn heard(&self) -> Option<Heard> {
        // Long enough for a machine that does much else. What is heard, is heard at once.
        lock(&self.heard).recv_timeout(Duration::from_secs(20)).ok()
    }

    /// A handler's whole work: tells of the arguments, and answers as was decided.
    ///
    /// # Panics
    ///
    /// When the row decided on something that is no reply of the method.
    ///
    /// # Errors
    ///
    /// Where the row decided on an error.
    pub fn hear<R: DeserializeOwned>(&self, arguments: Value, raise: Raise) -> Result<R, Fault> {
        self.tell(Heard::Arguments(arguments));
        match lock(&self.answer).clone() {
            Answer::Reply(reply) => {
                Ok(serde_json::from_value(reply).expect("the reply of a row is one"))
            }
            Answer::Raise(error, data) => Err(raise(&error, &data)),
        }
    }

    /// Tells of what is refused, too.
    pub fn listen(self: &Arc<Self>, api: &Api) {
        let ears = Arc::clone(self);
        api.on_problem(move |problem| ears.tell(Heard::Refused(problem.error.code)));
    }

    fn tell(&self, heard: Heard) {
        let _ = self.told.send(heard);
    }
}

/// The arguments of a row, or the data of an error, as the stub has them.
///
/// # Panics
///
/// When they are none of the method.
#[must_use]
pub fn typed<A: DeserializeOwned>(args: &Value) -> A {
    serde_json::from_value(args.clone()).expect("the arguments of a row are some")
}

/// A value as JSON.
///
/// # Panics
///
/// Not with what a stub has.
pub fn shown(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("what a stub has can be shown")
}

/// What became of a call.
#[must_use]
pub fn settled<R, E>(sent: Value, promise: Promise<R, E>) -> Called
where
    R: Serialize + DeserializeOwned + Send + 'static,
    E: std::fmt::Debug + From<qrpc_runtime::CallError> + Send + 'static,
{
    let result = promise.result();
    let got = result
        .map(|reply| shown(&reply))
        .map_err(|error| format!("{error:?}"));
    Called {
        sent,
        got: Some(got),
    }
}

/// What became of a notification.
///
/// # Panics
///
/// When it was not sent.
#[must_use]
pub fn noted(sent: Value, result: Result<(), SendError>) -> Called {
    result.expect("there is somebody to be told");
    Called { sent, got: None }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
