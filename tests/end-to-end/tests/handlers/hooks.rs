//! The hooks that report messages with problems, peers that connect and disconnect, and methods
//! without handlers.

use std::borrow::Cow;
use std::sync::mpsc;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, Wire, serve, talk};
use qrpc_runtime::codec::Id;
use qrpc_runtime::{All, DisconnectReason, Fault, MessageProblem, PeerEvent, RemoteError};

#[test]
fn unhandled_calls_are_named_and_sorted() {
    let bench = Bench::builder().build().unwrap();
    assert_eq!(
        bench.unhandled_calls(),
        [
            "add", "blob", "brief", "chat", "echo", "keep", "maybe", "measure", "note", "patient",
            "ping"
        ]
    );
    let echo = bench.echo.connect(|_, args| args.text);
    bench.note.observe(|_, _| ());
    assert!(!bench.unhandled_calls().contains(&"echo"));
    assert!(!bench.unhandled_calls().contains(&"note"));
    bench.echo.disconnect(echo);
    assert!(bench.unhandled_calls().contains(&"echo"));
}

#[test]
fn an_inverted_method_is_among_the_unhandled_ones_once_it_is_answered_here() {
    let bench = Bench::builder().build().unwrap();
    let id = bench.ask.inverted().connect(|_, args| args.question);
    assert!(!bench.unhandled_calls().contains(&"ask"));
    bench.ask.inverted().disconnect(id);
    assert!(bench.unhandled_calls().contains(&"ask"));
}

/// Returns a bench, a connection to it, and a channel with the problems that the bench reports.
fn problematic() -> (Bench, Wire, mpsc::Receiver<MessageProblem>) {
    let (tells, told) = mpsc::channel();
    let (bench, address) = serve(Bench::builder(), |bench| {
        bench.on_problem(move |problem| tells.send(problem.clone()).unwrap());
        bench
            .note
            .try_connect(|_, _| Err(Fault::with_code(5, "not today")));
    });
    let wire = Wire::to(&address);
    (bench, wire, told)
}

/// Returns the code, the message and the method of the problem that a frame causes.
fn problem(frame: &str) -> (i64, String, Option<String>) {
    let (bench, mut wire, told) = problematic();
    wire.send(frame);
    let problem = told.recv_timeout(SOON).unwrap();
    assert_eq!(problem.sender.name(), bench.peers()[0].name());
    let method = problem.method.map(Cow::into_owned);
    (problem.error.code, problem.error.message, method)
}

#[test]
fn the_hook_is_told_of_an_unknown_method() {
    let (code, _, method) = problem(r#"{"jsonrpc":"2.0","method":"nosuch","params":{}}"#);
    assert_eq!(code, RemoteError::METHOD_NOT_FOUND);
    assert_eq!(method.as_deref(), Some("nosuch"));
}

#[test]
fn the_hook_is_told_of_wrong_arguments() {
    let (code, _, method) = problem(r#"{"jsonrpc":"2.0","method":"echo","params":{"text":1}}"#);
    assert_eq!(code, RemoteError::INVALID_PARAMS);
    assert_eq!(method.as_deref(), Some("echo"));
}

#[test]
fn the_hook_is_told_of_a_handlers_fault() {
    let (code, message, method) = problem(r#"{"jsonrpc":"2.0","method":"note","params":{}}"#);
    assert_eq!((code, message.as_str()), (5, "not today"));
    assert_eq!(method.as_deref(), Some("note"));
}

#[test]
fn the_hook_is_told_of_noise() {
    let (_, message, method) = problem("{]");
    assert!(
        message.starts_with("the bytes are not a message"),
        "{message}"
    );
    assert_eq!(method, None);
}

/// Returns the method, the id and the arguments that the hook reports for a frame.
fn told_of(frame: &str) -> [Option<String>; 3] {
    let (_bench, mut wire, told) = problematic();
    wire.send(frame);
    let problem = told.recv_timeout(SOON).unwrap();
    let id = problem.id.map(|id| match id {
        Id::Number(number) => number.to_string(),
        Id::Other(text) => String::from_utf8(text.into()).unwrap(),
    });
    let arguments = problem
        .arguments
        .map(|args| String::from_utf8(args).unwrap());
    [problem.method.map(Cow::into_owned), id, arguments]
}

#[test]
fn the_hook_is_told_what_of_a_call_could_be_read() {
    let one = Some("1");
    for (members, method, id, arguments) in [
        (
            r#""method":"note","params":{"text":"x"}"#,
            Some("note"),
            None,
            Some(r#"{"text":"x"}"#),
        ),
        (
            r#""method":"nosuch","params":[1, 2],"id":1"#,
            Some("nosuch"),
            one,
            Some("[1, 2]"),
        ),
        (
            r#""method":"echo","params":{"text":1},"id":"a""#,
            Some("echo"),
            Some("\"a\""),
            Some(r#"{"text":1}"#),
        ),
        (r#""method":"nosuch","id":1"#, Some("nosuch"), one, None),
        (
            r#""method":"sub","params":null,"id":1"#,
            Some("sub"),
            one,
            Some("null"),
        ),
        (r#""method":"sub","params":7"#, Some("sub"), None, Some("7")),
        (r#""method":5,"params":{},"id":1"#, None, one, Some("{}")),
        (
            r#""method":"sub","params":{},"id":{}"#,
            Some("sub"),
            None,
            Some("{}"),
        ),
        (
            r#""method":"sub","params":{},"id":1,"id":2"#,
            Some("sub"),
            one,
            Some("{}"),
        ),
        (
            r#""method":"sub","params":{},"id":1,"result":2"#,
            Some("sub"),
            one,
            Some("{}"),
        ),
        (r#""params":[],"id":1"#, None, one, Some("[]")),
        // Perhaps a reply without its result.
        (r#""id":1"#, None, None, None),
    ] {
        let frame = format!(r#"{{"jsonrpc":"2.0",{members}}}"#);
        let expected = [method, id, arguments].map(|part| part.map(str::to_owned));
        assert_eq!(told_of(&frame), expected, "{frame}");
    }
    let other_version = r#"{"jsonrpc":"1.0","method":"sub","params":{},"id":1}"#;
    let expected = ["sub", "1", "{}"].map(|part| Some(part.to_owned()));
    assert_eq!(told_of(other_version), expected);
    assert_eq!(told_of("{]"), [None, None, None]);
}

#[test]
fn the_hook_is_told_of_a_call_too_many() {
    let one_call = qrpc_runtime::Limits {
        calls_in: 1,
        ..qrpc_runtime::Limits::default()
    };
    let (tells, told) = mpsc::channel();
    let (bench, client) = end_to_end::talk_as(
        Bench::builder().limits(one_call),
        Client::builder(),
        |bench, client| {
            bench.on_problem(move |problem| tells.send(problem.clone()).unwrap());
            client
                .ask
                .connect_later(|_, _, reply| std::mem::forget(reply));
        },
    );
    let held = end_to_end::hold(&bench);
    // While a call to the peer waits for its reply, the calls of the peer are still read, up to a
    // limit.
    let _asked = bench.ask(All, args::Ask::default());
    let _calls: Vec<_> = (0..17)
        .map(|_| client.echo(All, args::Echo::default()))
        .collect();
    let problem = told.recv_timeout(SOON).unwrap();
    assert_eq!(problem.error.code, RemoteError::OVERLOADED);
    assert_eq!(problem.method.as_deref(), Some("echo"));
    assert!(problem.id.is_some());
    drop(held);
}

#[test]
fn a_problem_names_the_sender_and_the_method() {
    let (_bench, mut wire, told) = problematic();
    wire.send(r#"{"jsonrpc":"2.0","method":"note","params":{}}"#);
    let problem = told.recv_timeout(SOON).unwrap();
    assert_eq!(
        problem.to_string(),
        format!("`note` from {}: not today", problem.sender)
    );
}

#[test]
fn peers_are_announced_as_they_come_and_go() {
    let (tells, told) = mpsc::channel();
    let (bench, address) = serve(Bench::builder(), |bench| {
        bench.on_peer(move |event| tells.send(event.clone()).unwrap());
    });
    let wire = Wire::to(&address);
    let Ok(PeerEvent::Connected(came)) = told.recv_timeout(SOON) else {
        panic!("nobody came");
    };
    assert_eq!(bench.peers().len(), 1);
    assert_eq!(bench.peers()[0].name(), came.name());
    drop(wire);
    let Ok(PeerEvent::Disconnected(went, reason)) = told.recv_timeout(SOON) else {
        panic!("nobody went");
    };
    assert_eq!(went.name(), came.name());
    assert_eq!(reason, DisconnectReason::Closed);
    assert!(bench.peers().is_empty());
}

#[test]
fn peers_that_stopping_disconnects_are_announced() {
    let (tells, told) = mpsc::channel();
    let (bench, _client) = talk(|bench, _| {
        bench.on_peer(move |event| tells.send(event.clone()).unwrap());
    });
    assert!(matches!(
        told.recv_timeout(SOON),
        Ok(PeerEvent::Connected(_))
    ));
    bench.stop();
    assert!(matches!(
        told.recv_timeout(SOON),
        Ok(PeerEvent::Disconnected(_, DisconnectReason::Stopped))
    ));
}

#[test]
fn a_watcher_can_greet_whoever_comes() {
    let (log, heard) = mpsc::channel();
    let (_bench, _client) = talk(|bench, client| {
        let tell = bench.tell.clone();
        bench.on_peer(move |event| {
            if let PeerEvent::Connected(peer) = event {
                tell.call(peer, args::Tell::default().text("welcome"))
                    .unwrap();
            }
        });
        client
            .tell
            .connect(move |_, args| log.send(args.text).unwrap());
    });
    assert_eq!(heard.recv_timeout(SOON).as_deref(), Ok("welcome"));
}

#[test]
fn peers_and_their_events_can_be_called_as_senders_can() {
    let (tells, told) = mpsc::channel();
    let (bench, _client) = talk(|bench, client| {
        client
            .tell
            .connect(move |_, args| tells.send(args.text).unwrap());
        bench.on_peer(|event| {
            if let PeerEvent::Connected(peer) = event {
                peer.tell(args::Tell::default().text("welcome")).unwrap();
            }
        });
    });
    assert_eq!(told.recv_timeout(SOON).as_deref(), Ok("welcome"));
    for peer in bench.peers() {
        peer.tell(args::Tell::default().text("hello")).unwrap();
    }
    assert_eq!(told.recv_timeout(SOON).as_deref(), Ok("hello"));
}
