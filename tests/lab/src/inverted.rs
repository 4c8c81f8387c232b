//! The inverted side: what it answers, and how it is driven.

use qrpc_runtime::Fault;

use crate::kept::{Kept, when_settled};
use crate::lab::{LabInvertedHandlers, LabInvertedPeer, args};
use crate::stderr::{quoted, tell};

/// Answers helloworld and ask.
#[derive(Debug, Default)]
pub(crate) struct Inverted {
    last_results: Kept,
}

impl Inverted {
    /// Calls the other side's methods one after the other, and keeps their results.
    fn drive(&self, peer: LabInvertedPeer) {
        let last_results = self.last_results.clone();
        let echoed = peer.echo(args::Echo::default().text("driven"));
        when_settled(
            echoed,
            |text| text,
            move |echoed| {
                let sum = peer.add(args::Add::default().a(20).b(22));
                when_settled(
                    sum,
                    |sum| sum.to_string(),
                    move |sum| {
                        let failed = peer.fail(args::Fail::default().message("driven"));
                        when_settled(
                            failed,
                            |value| format!("{value:?}"),
                            move |failed| {
                                last_results.set(format!("{echoed}|{sum}|{failed}"));
                                notify_driven(&peer);
                            },
                        );
                    },
                );
            },
        );
    }
}

impl LabInvertedHandlers for Inverted {
    fn helloworld(&self, sender: LabInvertedPeer, args: args::Helloworld) -> Result<(), Fault> {
        tell(format_args!("helloworld arg1={}", quoted(&args.arg1)));
        if args.arg1 == "drive" {
            self.drive(sender);
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

fn notify_driven(peer: &LabInvertedPeer) {
    if let Err(error) = peer.notify(args::Notify::default().arg1("driven").arg2(1)) {
        tell(format_args!("cannot notify {peer}: {error}"));
    }
}
