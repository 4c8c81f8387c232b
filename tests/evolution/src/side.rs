//! A running side of an API, independent of the types of its stub: arguments and replies are JSON,
//! which the code beside the stub converts to the stub's types.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use qrpc_runtime::{Api, Fault, Promise, SendError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The functions that start the two sides of one stub.
#[derive(Clone, Copy, Debug)]
pub struct Version {
    /// Starts the normal side.
    pub normal: Start,
    /// Starts the inverted side.
    pub inverted: Start,
}

/// Starts a side on a bus, with handlers that record what they receive.
pub type Start = fn(&str, &Arc<Ears>) -> Box<dyn Side>;

/// A started side.
pub trait Side {
    /// Calls a method by its name on the wire.
    fn call(&self, method: &str, args: &Value) -> Called;
}

/// The outcome of a call, as its caller sees it.
#[derive(Clone, Debug)]
pub struct Called {
    /// The arguments in the caller's types, with the defaults filled in.
    pub sent: Value,
    /// The reply or the error; `None` for a notification.
    pub got: Option<Result<Value, String>>,
}

/// The answer of a handler.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A reply.
    Reply(Value),
    /// An error: its name and its data.
    Raise(String, Value),
    /// A failure without a code of its own.
    Fail,
}

/// Creates an error of a stub from its name and its data.
pub type Raise = fn(&str, &Value) -> Fault;

/// Records the messages that a side receives, and holds its next answer.
#[derive(Debug)]
pub struct Ears {
    answer: Mutex<Answer>,
    told: Sender<Heard>,
    heard: Mutex<Receiver<Heard>>,
}

/// The outcome of a message, as its receiver sees it.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// A handler received these arguments.
    Arguments(Value),
    /// The message was refused with this error code.
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
    /// Sets the answer to the next call.
    pub fn answer_with(&self, answer: Answer) {
        *lock(&self.answer) = answer;
    }

    /// Waits for the next received message, and returns its outcome.
    pub fn heard(&self) -> Option<Heard> {
        // The limit is long enough for a busy machine. Normally the message arrives at once.
        lock(&self.heard).recv_timeout(Duration::from_secs(20)).ok()
    }

    /// Handles a call: records the arguments, and returns the answer that was set.
    ///
    /// # Panics
    ///
    /// Panics if the answer of the row is not a reply of the method.
    ///
    /// # Errors
    ///
    /// Returns the error that the row raises, or its failure.
    pub fn hear<R: DeserializeOwned>(&self, arguments: Value, raise: Raise) -> Result<R, Fault> {
        self.tell(Heard::Arguments(arguments));
        match lock(&self.answer).clone() {
            Answer::Reply(reply) => {
                Ok(serde_json::from_value(reply).expect("the reply of a row is one"))
            }
            Answer::Raise(error, data) => Err(raise(&error, &data)),
            Answer::Fail => Err(Fault::new("the handler failed")),
        }
    }

    /// Also records the messages that `api` refuses.
    pub fn listen(self: &Arc<Self>, api: &Api) {
        let ears = Arc::clone(self);
        api.on_problem(move |problem| ears.tell(Heard::Refused(problem.error.code)));
    }

    fn tell(&self, heard: Heard) {
        let _ = self.told.send(heard);
    }
}

/// Converts the arguments or the error data of a row to the type of the stub.
///
/// # Panics
///
/// Panics if the JSON does not fit the type.
#[must_use]
pub fn typed<A: DeserializeOwned>(args: &Value) -> A {
    serde_json::from_value(args.clone()).expect("the arguments of a row are some")
}

/// Converts a value to JSON.
///
/// # Panics
///
/// Panics if the value cannot be written as JSON, which values of a stub always can.
pub fn shown(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("what a stub has can be shown")
}

/// Waits for a call to settle, and returns its outcome.
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

/// Returns the outcome of a notification.
///
/// # Panics
///
/// Panics if the notification was not sent.
#[must_use]
pub fn noted(sent: Value, result: Result<(), SendError>) -> Called {
    result.expect("there is somebody to be told");
    Called { sent, got: None }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
