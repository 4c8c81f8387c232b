//! Methods that a value handles by the handlers trait, and to which other handlers are connected
//! too.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, talk_as};
use qrpc_runtime::{All, BuildError, HandlerId};

use super::sides::Workbench;

fn workbench() -> Bench {
    let builder = Bench::builder().handlers(Workbench::default());
    builder.build().unwrap()
}

#[test]
fn a_builder_with_two_answers_to_a_method_does_not_build() {
    let two = Bench::builder()
        .handlers(Workbench::default())
        .handlers(Workbench::default());
    let error = two.build().unwrap_err();
    assert!(matches!(error, BuildError::TwoAnswers("add")), "{error}");
}

#[test]
fn a_second_handler_that_answers_panics_where_it_is_connected() {
    type Connect = fn(&Bench) -> HandlerId;
    let ways: [Connect; 3] = [
        |bench| bench.echo.connect(|_, args| args.text),
        |bench| bench.echo.try_connect(|_, args| Ok(args.text)),
        |bench| bench.echo.connect_async(|_, args| async { Ok(args.text) }),
    ];
    for connect in ways {
        let bench = workbench();
        let connected = panic::catch_unwind(AssertUnwindSafe(|| connect(&bench)));
        let message = connected.unwrap_err();
        let message = message.downcast_ref::<String>().unwrap();
        assert!(
            message.starts_with("the builder's `handlers` already answer `echo`"),
            "{message}"
        );
    }
}

#[test]
fn handlers_that_need_not_answer_are_connected_beside_it() {
    let (tells, told) = mpsc::channel();
    let builder = Bench::builder().handlers(Workbench::default());
    let (_bench, client) = talk_as(builder, Client::builder(), |bench, _| {
        bench
            .echo
            .observe(move |_, args| tells.send(args.text).unwrap());
        bench.echo.connect_later(|_, _, reply| reply.pass());
        bench.maybe.connect(|_| Some("here".to_owned()));
        bench.ping.connect(|_| {});
    });
    let echo = client.echo(All, args::Echo::default().text("x"));
    assert_eq!(echo.result().as_deref(), Ok("x 1"));
    assert_eq!(told.recv_timeout(SOON).as_deref(), Ok("x"));
    let maybe = client.maybe(All).result();
    assert_eq!(maybe, Ok(Some("here".to_owned())));
}
