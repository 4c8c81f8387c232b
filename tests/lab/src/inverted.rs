//! The inverted side: its handlers, and the calls that the notification `drive` makes it send.

use std::thread;

use qrpc_runtime::Fault;

use crate::kept::{Kept, failure};
use crate::lab::{LabInvertedHandlers, LabInvertedPeer, args};
use crate::stderr::{quoted, tell};

/// The handlers of helloworld and ask.
#[derive(Debug, Default)]
pub(crate) struct Inverted {
    last_results: Kept,
}

impl LabInvertedHandlers for Inverted {
    fn helloworld(&self, sender: LabInvertedPeer, args: args::Helloworld) -> Result<(), Fault> {
        tell(format_args!("helloworld arg1={}", quoted(&args.arg1)));
        if args.arg1 == "drive" {
            let last_results = self.last_results.clone();
            // The calls are made on a new thread, so that the handler does not wait for their
            // replies.
            thread::spawn(move || drive(&sender, &last_results));
        }
        Ok(())
    }

    fn ask(&self, _sender: LabInvertedPeer, args: args::Ask) -> Result<String, Fault> {
        Ok(match args.question.as_str() {
            "?last-results" => self.last_results.text(),
            question => format!("answer to {question}"),
        })
    }
}

/// Calls the methods of the other side one after another, and keeps their results.
fn drive(peer: &LabInvertedPeer, last_results: &Kept) {
    let echoed = peer.echo(args::Echo::default().text("driven")).result();
    let sum = peer.add(args::Add::default().a(20).b(22)).result();
    let failed = peer.fail(args::Fail::default().message("driven")).result();
    last_results.set(format!(
        "{}|{}|{}",
        echoed.unwrap_or_else(failure),
        sum.map_or_else(failure, |sum| sum.to_string()),
        failed.map_or_else(failure, |value| format!("{value:?}")),
    ));
    if let Err(error) = peer.notify(args::Notify::default().arg1("driven").arg2(1)) {
        tell(format_args!("cannot notify {peer}: {error}"));
    }
}
