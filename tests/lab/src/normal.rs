//! The normal side: its handlers, and the notification that it sends back.

use qrpc_runtime::{Bytes, Fault, SendError, Value};

use crate::kept::{Kept, failure};
use crate::lab::{LabHandlers, LabPeer, args};
use crate::stderr::{quoted, tell};

/// The handlers of echo, notify, add, fail and blob.
#[derive(Debug, Default)]
pub(crate) struct Normal {
    last_answer: Kept,
}

impl Normal {
    /// Sends messages back to the caller, so that the other side sees messages in both directions
    /// on one connection.
    fn call_back(&self, peer: &LabPeer) -> Result<(), SendError> {
        peer.helloworld(args::Helloworld::default().arg1("callback"))?;
        let (answered, unanswered) = (self.last_answer.clone(), self.last_answer.clone());
        peer.ask(args::Ask::default().question("callback")).then(
            move |answer| answered.set(answer),
            move |error| unanswered.set(failure(error)),
        );
        Ok(())
    }
}

impl LabHandlers for Normal {
    fn echo(&self, sender: LabPeer, args: args::Echo) -> Result<String, Fault> {
        Ok(match args.text.as_str() {
            "?last-answer" => self.last_answer.text(),
            "?user" => sender.secinfo().user().unwrap_or_default().to_owned(),
            _ => args.text,
        })
    }

    fn notify(&self, sender: LabPeer, args: args::Notify) -> Result<(), Fault> {
        tell(format_args!(
            "notify arg1={} arg2={}",
            quoted(&args.arg1),
            args.arg2
        ));
        if args.arg1 == "callback" {
            self.call_back(&sender)?;
        }
        Ok(())
    }

    fn add(&self, _sender: LabPeer, args: args::Add) -> Result<i64, Fault> {
        let args::Add { a, b } = args;
        a.checked_add(b)
            .ok_or_else(|| Fault::new(format!("{a} + {b} does not fit into 64 bits")))
    }

    fn fail(&self, _sender: LabPeer, args: args::Fail) -> Result<Value, Fault> {
        Err(Fault::new(args.message))
    }

    fn blob(&self, _sender: LabPeer, args: args::Blob) -> Result<Bytes, Fault> {
        Ok(args.data)
    }
}
