//! Runs the example of the documentation over every transport that can have both ends in one
//! process.

use std::sync::mpsc;
use std::time::Duration;

use end_to_end::my_api::{MyApi, MyApiInverted, args};
use qrpc_runtime::All;

fn example(here: &str, there: impl FnOnce(&MyApi) -> String) {
    let api = MyApi::builder().transport(here).build().unwrap();
    let (log, notes) = mpsc::channel();
    api.echo.connect(|_sender, args| args.text);
    api.notify
        .connect(move |_sender, args| log.send(args).unwrap());
    api.start().unwrap();

    let other = MyApiInverted::builder()
        .transport(there(&api).as_str())
        .build()
        .unwrap();
    let (greeted, greetings) = mpsc::channel();
    other
        .helloworld
        .connect(move |sender, args| greeted.send((sender.name(), args.arg1)).unwrap());
    other.start().unwrap();

    assert_eq!(
        other.echo(All, args::Echo::default()).result().unwrap(),
        "test"
    );
    let text = "grüße \u{0} \u{1F600}";
    assert_eq!(
        other
            .echo(All, args::Echo::default().text(text))
            .result()
            .unwrap(),
        text
    );

    other
        .notify(All, args::Notify::default().arg1("x"))
        .unwrap();
    let note = notes.recv_timeout(Duration::from_secs(5)).unwrap();
    assert_eq!((note.arg1.as_str(), note.arg2.as_str()), ("x", "val2"));

    api.helloworld(All, args::Helloworld::default()).unwrap();
    let (_, greeting) = greetings.recv_timeout(Duration::from_secs(5)).unwrap();
    assert_eq!(greeting, "val1");
}

#[test]
fn the_example_runs_over_tcp() {
    example("tcpserv:127.0.0.1:0", |api| {
        format!("tcp:{}", api.address().unwrap())
    });
}

#[test]
fn the_example_runs_on_a_bus() {
    example("internal:first:a", |_| "internal:first:b".to_owned());
}
