//! An interceptor that tells the test what it sees.

use std::sync::mpsc;

use end_to_end::SOON;
use qrpc_runtime::{CallDirection, CallEnd, CallError, CallInfo, Fault, Interceptor};

/// Sends the messages that it sees to a channel, and refuses those of one method.
pub(crate) struct Spy {
    seen: mpsc::Sender<Seen>,
    pub(crate) refuses: &'static str,
    pub(crate) wants_arguments: bool,
}

#[derive(Debug)]
pub(crate) enum Seen {
    Before(CallInfo),
    After(CallInfo, CallEnd),
}

pub(crate) fn spy() -> (Spy, Seens) {
    let (seen, seens) = mpsc::channel();
    let spy = Spy {
        seen,
        refuses: "",
        wants_arguments: false,
    };
    (spy, Seens(seens))
}

impl Interceptor for Spy {
    fn before(&self, call: &CallInfo) -> Result<(), Fault> {
        self.seen.send(Seen::Before(call.clone())).ok();
        match &*call.method {
            method if method == self.refuses => Err(Fault::with_code(9, "not here")),
            "panic" => panic!("on purpose"),
            _ => Ok(()),
        }
    }

    fn after(&self, call: &CallInfo, end: &CallEnd) {
        self.seen.send(Seen::After(call.clone(), end.clone())).ok();
    }

    fn wants_arguments(&self) -> bool {
        self.wants_arguments
    }
}

/// What a [`Spy`] has seen.
pub(crate) struct Seens(mpsc::Receiver<Seen>);

impl Seens {
    pub(crate) fn before(&self) -> CallInfo {
        match self.0.recv_timeout(SOON).unwrap() {
            Seen::Before(call) => call,
            Seen::After(call, _) => panic!("{} has ended", call.method),
        }
    }

    pub(crate) fn after(&self) -> (CallInfo, Result<(), CallError>) {
        match self.0.recv_timeout(SOON).unwrap() {
            Seen::After(call, end) => (call, end.result),
            Seen::Before(call) => panic!("{} begins", call.method),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.try_recv().is_err()
    }
}

pub(crate) fn is_outgoing(call: &CallInfo, method: &str, has_reply: bool) -> bool {
    call.direction == CallDirection::Outgoing
        && call.method == method
        && call.has_reply == has_reply
}

pub(crate) fn is_incoming(call: &CallInfo, method: &str, has_reply: bool) -> bool {
    call.direction == CallDirection::Incoming
        && call.method == method
        && call.has_reply == has_reply
}
