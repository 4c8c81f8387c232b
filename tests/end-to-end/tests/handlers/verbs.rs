//! The functions that connect a handler, such as `connect` and `try_connect`.

use std::sync::mpsc;
use std::thread;

use end_to_end::bench::{Bench, Channel, Reading, args};
use end_to_end::{SOON, outcome, talk};
use qrpc_runtime::{All, Bytes, CallError, Fault, Promise, RemoteError, Value};

/// Returns the answer of `echo` to "x" with the handler that `connect` connects.
fn echoed(connect: impl FnOnce(&Bench)) -> Result<String, CallError> {
    let (_bench, client) = talk(|bench, client| {
        connect(bench);
        client.ask.connect(|_, args| args.question + "!");
    });
    let promise = client.echo(All, args::Echo::default().text("x"));
    outcome(&client, promise)
}

fn remote(code: i64, message: &str) -> Result<String, CallError> {
    Err(CallError::Remote(RemoteError::new(code, message)))
}

#[test]
fn connect_answers_with_what_the_handler_returns() {
    let answer = echoed(|bench| {
        bench.echo.connect(|_, args| args.text.repeat(2));
    });
    assert_eq!(answer.as_deref(), Ok("xx"));
}

#[test]
fn try_connect_makes_a_fault_of_any_error() {
    let answer = echoed(|bench| {
        bench
            .echo
            .try_connect(|_, args| Ok(args.text.parse::<i64>()?.to_string()));
    });
    assert_eq!(
        answer,
        remote(RemoteError::FAULT, "invalid digit found in string")
    );
}

#[test]
fn try_connect_answers_with_what_is_ok() {
    let answer = echoed(|bench| {
        bench.echo.try_connect(|_, args| Ok(args.text + "y"));
    });
    assert_eq!(answer.as_deref(), Ok("xy"));
}

#[test]
fn connect_async_answers_with_what_the_future_comes_to() {
    let answer = echoed(|bench| {
        bench.echo.connect_async(|sender, args| async move {
            Ok(sender.ask(args::Ask::default().question(args.text)).await?)
        });
    });
    assert_eq!(answer.as_deref(), Ok("x!"));
}

#[test]
fn connect_async_makes_a_fault_of_any_error() {
    let answer = echoed(|bench| {
        bench
            .echo
            .connect_async(|_, args| async move { Ok(args.text.parse::<f64>()?.to_string()) });
    });
    assert_eq!(answer, remote(RemoteError::FAULT, "invalid float literal"));
}

#[test]
fn connect_later_answers_from_any_thread() {
    let answer = echoed(|bench| {
        bench.echo.connect_later(|_, args, reply| {
            thread::spawn(move || reply.send(args.text + "z"));
        });
    });
    assert_eq!(answer.as_deref(), Ok("xz"));
}

#[test]
fn connect_later_can_answer_with_a_fault() {
    let answer = echoed(|bench| {
        bench
            .echo
            .connect_later(|_, _, reply| reply.fail(Fault::with_code(4, "no")));
    });
    assert_eq!(answer, remote(4, "no"));
}

#[test]
fn connect_later_can_leave_the_answer_to_another() {
    let answer = echoed(|bench| {
        bench.echo.connect_later(|_, _, reply| reply.pass());
        bench.echo.connect(|_, _| "the other".into());
    });
    assert_eq!(answer.as_deref(), Ok("the other"));
}

#[test]
fn a_reply_that_is_dropped_is_an_error() {
    let answer = echoed(|bench| {
        bench.echo.connect_later(|_, _, reply| drop(reply));
    });
    assert_eq!(
        answer,
        remote(RemoteError::INTERNAL_ERROR, "the handler did not answer")
    );
}

#[test]
fn observe_sees_the_message_and_leaves_the_answer_alone() {
    let (log, seen) = mpsc::channel();
    let answer = echoed(move |bench| {
        bench
            .echo
            .observe(move |_, args| log.send(args.text).unwrap());
        bench.echo.connect(|_, _| "answer".into());
    });
    assert_eq!(answer.as_deref(), Ok("answer"));
    assert_eq!(seen.recv_timeout(SOON).as_deref(), Ok("x"));
}

#[test]
fn a_handler_that_was_disconnected_runs_no_more() {
    let (bench, client) = talk(|_, _| {});
    let first = bench.echo.connect(|_, _| "first".into());
    assert_eq!(
        client.echo(All, args::Echo::default()).result().as_deref(),
        Ok("first")
    );
    assert!(bench.echo.disconnect(first));
    bench.echo.connect(|_, _| "second".into());
    assert_eq!(
        client.echo(All, args::Echo::default()).result().as_deref(),
        Ok("second")
    );
    assert!(!bench.echo.disconnect(first));
}

#[test]
fn the_id_of_one_methods_handler_disconnects_none_of_another() {
    let (bench, client) = talk(|_, _| {});
    let note = bench.note.connect(|_, _| ());
    bench.echo.connect(|_, args| args.text);
    assert!(!bench.echo.disconnect(note));
    assert!(client.echo(All, args::Echo::default()).result().is_ok());
}

#[test]
fn a_method_without_arguments_is_connected_and_called_without() {
    let (pings, pinged) = mpsc::channel();
    let (_bench, client) = talk(move |bench, _| {
        bench.maybe.try_connect(|sender| Ok(Some(sender.name())));
        bench
            .ping
            .connect(move |sender| pings.send(sender.name()).unwrap());
    });
    let name = client.maybe(All).result().unwrap().unwrap();
    client.ping(All).unwrap();
    assert_eq!(pinged.recv_timeout(SOON), Ok(name));
}

#[test]
fn every_verb_connects_a_method_without_arguments() {
    let (bench, client) = talk(|_, _| {});
    let asked = || client.maybe.blocking(All).unwrap();
    let once = bench
        .maybe
        .connect_async(|_| async { Ok(Some("a".into())) });
    assert_eq!(asked().as_deref(), Some("a"));
    bench.maybe.disconnect(once);
    bench
        .maybe
        .connect_later(|_, reply| reply.send(Some("b".into())));
    let (log, seen) = mpsc::channel();
    bench.maybe.observe(move |_| log.send(()).unwrap());
    assert_eq!(asked().as_deref(), Some("b"));
    assert_eq!(seen.recv_timeout(SOON), Ok(()));
}

#[test]
fn a_notification_has_all_verbs_that_need_no_reply() {
    let (log, noted) = mpsc::channel();
    let (_bench, client) = talk(move |bench, _| {
        let logs = [(); 4].map(|()| log.clone());
        let [first, second, third, fourth] = logs;
        bench
            .note
            .connect(move |_, _| first.send("connect").unwrap());
        bench
            .note
            .try_connect(move |_, _| Ok(second.send("try_connect")?));
        bench.note.connect_async(move |_, _| {
            let third = third.clone();
            async move { Ok(third.send("connect_async")?) }
        });
        bench
            .note
            .observe(move |_, _| fourth.send("observe").unwrap());
    });
    client.note(All, args::Note::default()).unwrap();
    let came: Vec<_> = (0..4).map(|_| noted.recv_timeout(SOON).unwrap()).collect();
    assert_eq!(came, ["connect", "try_connect", "connect_async", "observe"]);
}

#[test]
fn every_type_goes_there_and_back() {
    let (_bench, client) = talk(|bench, _| {
        bench.measure.connect(|_, args| {
            assert_eq!(args.channel, Channel::Ohms);
            assert_eq!(args.names["é"], -3);
            args.history
        });
        bench.blob.connect(|_, args| args.data);
        bench.keep.connect(|_, args| args.value);
    });
    let history = vec![
        Reading::new(-0.5),
        Reading::new(1e300).unit("Ω").at(Some(i64::MIN)),
    ];
    let names = [("é".to_owned(), -3)].into_iter().collect();
    let args = args::Measure::new(Channel::Ohms)
        .history(history.clone())
        .names(names);
    assert_eq!(client.measure(All, args).result(), Ok(history));

    let data = Bytes::from((0..=255).collect::<Vec<u8>>());
    let blob: Promise<_> = client.blob(All, args::Blob::new(data.clone()));
    assert_eq!(blob.result(), Ok(data.clone()));

    let value = Value::List(vec![
        Value::Null,
        data.into(),
        u64::MAX.into(),
        "\u{0}".into(),
    ]);
    let kept = client.keep(All, args::Keep::new(value.clone())).result();
    assert_eq!(kept, Ok(value));
}
