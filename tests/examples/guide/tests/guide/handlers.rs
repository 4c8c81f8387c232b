//! Handlers.

use std::thread;

use guide::lab::{Controller, Lab, LabAsyncHandlers, LabPeer, Reading, args};
use qrpc_runtime::{All, Fault};

use crate::testing::connect;

// begin: async-handlers
struct Slow;

impl LabAsyncHandlers for Slow {
    async fn measure(&self, sender: LabPeer, args: args::Measure) -> Result<Reading, Fault> {
        let question = format!("Are you sure to use {}?", args.channel);
        if sender.confirm(args::Confirm::new(question)).await? {
            Ok(Reading::new(1.5))
        } else {
            Err(Fault::new("refused by a person"))
        }
    }

    async fn reset(&self, _sender: LabPeer) -> Result<(), Fault> {
        Ok(())
    }
}
// end

fn ask(controller: &Controller) -> Reading {
    controller
        .confirm
        .connect(|_sender, args| args.question.contains("sure"));
    controller
        .measure(All, args::Measure::new("A"))
        .result()
        .unwrap()
}

#[test]
fn an_async_handler_may_wait() {
    let (_lab, controller) = connect(Lab::builder().handlers(Slow), |_lab| {});
    assert_eq!(ask(&controller), Reading::new(1.5));
}

#[test]
fn closures_are_handlers() {
    let connect_closures = |lab: &Lab| {
        // begin: closures
        lab.measure
            .try_connect(|_sender, args| match args.channel.as_str() {
                "A" => Ok(Reading::new(1.5)),
                other => Err(Fault::new(format!("there is no channel {other}"))),
            });
        lab.measure
            .observe(|sender, args| println!("{sender} measures {}", args.channel));
        let id = lab.reset.connect(|_sender| println!("reset"));
        lab.reset.disconnect(id);
        // end
    };
    let (_lab, controller) = connect(Lab::builder(), connect_closures);
    assert_eq!(ask(&controller), Reading::new(1.5));
    let wrong = controller.measure(All, args::Measure::new("B")).result();
    assert!(
        wrong
            .unwrap_err()
            .to_string()
            .contains("there is no channel B")
    );
}

#[test]
fn a_handler_may_answer_later() {
    let connect_later = |lab: &Lab| {
        // begin: later
        lab.measure.connect_later(|_sender, _args, reply| {
            thread::spawn(move || reply.send(Reading::new(1.5)));
        });
        // end
    };
    let (_lab, controller) = connect(Lab::builder(), connect_later);
    assert_eq!(ask(&controller), Reading::new(1.5));
}

#[test]
fn a_guard_refuses() {
    let connect_guard = |lab: &Lab| {
        lab.measure.connect(|_sender, _args| Reading::new(1.5));
        // begin: guard
        lab.measure
            .guard(|_sender, args| match args.channel.as_str() {
                "A" | "B" => Ok(()),
                _ => Err(Fault::new("no such channel")),
            });
        // end
    };
    let (_lab, controller) = connect(Lab::builder(), connect_guard);
    assert_eq!(ask(&controller), Reading::new(1.5));
    controller
        .measure(All, args::Measure::new("C"))
        .result()
        .unwrap_err();
}
