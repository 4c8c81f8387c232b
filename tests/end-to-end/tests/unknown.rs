//! Methods that the spec does not have, in both directions.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, talk};
use qrpc_runtime::{CallError, Fault, Map, Promise, RemoteError, UnknownCall, Value};

fn talk_with(hook: impl Fn(UnknownCall) + Send + Sync + 'static) -> (Bench, Client) {
    talk(|bench, _client| {
        bench.echo.connect(|_sender, args| args.text);
        bench.on_unknown(hook);
    })
}

fn code<R>(result: Result<R, CallError>) -> i64 {
    match result {
        Err(CallError::Remote(error)) => error.code,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("the call has a result"),
    }
}

fn named(text: &str) -> Map {
    [("text".to_owned(), Value::from(text))]
        .into_iter()
        .collect()
}

#[test]
fn a_hook_answers_a_call() {
    let (_bench, client) = talk_with(|call| {
        assert!(call.has_reply());
        let text = call.args().get("text").cloned().unwrap_or_default();
        let answer = Value::from(vec![
            call.method().into(),
            call.sender().name().into(),
            text,
        ]);
        call.answer(answer);
    });
    let answer = client
        .all()
        .call_raw("vendor/x", named("a"))
        .result()
        .unwrap();
    let answer: (String, String, String) = answer.to().unwrap();
    assert_eq!((answer.0.as_str(), answer.2.as_str()), ("vendor/x", "a"));
    assert!(answer.1.starts_with("127.0.0.1:"), "{}", answer.1);
}

#[test]
fn arguments_arrive_as_they_were_sent() {
    let (_bench, client) = talk_with(|call| {
        let args = call.args().clone();
        call.answer(args);
    });
    let list = Value::from(vec![1.into(), "two".into(), Value::Null]);
    for args in [Value::from(named("a")), list, Map::default().into()] {
        let answer = client.all().call_raw("x", args.clone()).result();
        assert_eq!(answer, Ok(args));
    }
    // A codec may write an empty map for no arguments.
    let nothing = client.all().call_raw("x", ()).result().unwrap();
    assert!(nothing.is_null() || nothing == Map::default().into());
}

#[test]
fn a_hook_answers_later_from_any_thread() {
    let (_bench, client) = talk_with(|call| {
        thread::spawn(move || call.answer("late"));
    });
    let answer = client.all().call_raw("x", ()).result();
    assert_eq!(answer, Ok("late".into()));
}

#[test]
fn a_call_that_the_hook_drops_is_not_found() {
    let (_bench, client) = talk_with(drop);
    let dropped = client.all().call_raw("x", ()).result();
    assert_eq!(code(dropped), RemoteError::METHOD_NOT_FOUND);
    let (_bench, client) = talk(|_bench, _client| {});
    let without_hook = client.all().call_raw("x", ()).result();
    assert_eq!(code(without_hook), RemoteError::METHOD_NOT_FOUND);
}

#[test]
fn a_hook_may_fail_or_panic() {
    let (_bench, client) = talk_with(|call| match call.method() {
        "fail" => call.fail(Fault::with_code(7, "no")),
        _ => panic!("on purpose"),
    });
    assert_eq!(code(client.all().call_raw("fail", ()).result()), 7);
    let panicked = client.all().call_raw("panic", ()).result();
    assert_eq!(code(panicked), RemoteError::INTERNAL_ERROR);
    let echo = client.all().echo(args::Echo::default().text("a")).result();
    assert_eq!(echo.as_deref(), Ok("a"));
}

#[test]
fn a_hook_gets_notifications() {
    let (comes, came) = mpsc::channel();
    let (_bench, client) = talk_with(move |call| {
        comes
            .send((call.method().to_owned(), call.has_reply()))
            .unwrap();
        call.answer("nobody waits for this");
    });
    client
        .all()
        .notify_raw("vendor/changed", named("a"))
        .unwrap();
    assert_eq!(
        came.recv_timeout(SOON).unwrap(),
        ("vendor/changed".to_owned(), false)
    );
    assert_eq!(client.counters().strays, 0);
}

#[test]
fn a_hook_does_not_get_methods_of_the_spec() {
    let (_bench, client) = talk_with(|call| panic!("{}", call.method()));
    let answer = client.all().call_raw("echo", named("a")).result();
    assert_eq!(answer, Ok("a".into()));
}

#[test]
fn a_method_that_only_the_other_side_answers_is_unknown() {
    let (_bench, client) = talk_with(|call| call.answer(true));
    let answer = client.all().call_raw("ask", ()).result();
    assert_eq!(answer, Ok(true.into()));
}

#[test]
fn messages_are_handled_in_the_order_in_which_they_came() {
    let (comes, came) = mpsc::channel();
    let hooked = comes.clone();
    let (_bench, client) = talk(|bench, _client| {
        bench
            .note
            .connect(move |_sender, args| comes.send(args.text).unwrap());
        bench.on_unknown(move |call| hooked.send(call.method().to_owned()).unwrap());
    });
    let all = client.all();
    for round in 0..100 {
        all.note(args::Note::default().text(format!("{round} note")))
            .unwrap();
        all.notify_raw(&format!("{round} raw"), ()).unwrap();
    }
    for round in 0..100 {
        assert_eq!(came.recv_timeout(SOON).unwrap(), format!("{round} note"));
        assert_eq!(came.recv_timeout(SOON).unwrap(), format!("{round} raw"));
    }
}

#[test]
fn arguments_are_a_map_a_list_or_nothing() {
    let (_bench, client) = talk_with(|call| call.answer(true));
    for args in [Value::from("text"), 1.into(), true.into(), 0.5.into()] {
        let sent = client.all().call_raw("x", args.clone()).result();
        assert!(matches!(sent, Err(CallError::Unsendable(_))), "{sent:?}");
        assert!(client.all().notify_raw("x", args).is_err());
    }
}

#[test]
fn raw_calls_have_timeouts_and_end_with_the_api() {
    let (holds, held) = mpsc::channel();
    let (bench, client) = talk_with(move |call| holds.send(call).unwrap());
    let brief = Duration::from_millis(50);
    let late = client.all().within(brief).call_raw("x", ()).result();
    assert_eq!(late, Err(CallError::Timeout(brief)));
    let promise: Promise<Value> = client.all().call_raw("x", ());
    let _calls = [
        held.recv_timeout(SOON).unwrap(),
        held.recv_timeout(SOON).unwrap(),
    ];
    let all = client.all();
    client.stop();
    assert_eq!(promise.result(), Err(CallError::Stopped));
    assert_eq!(all.call_raw("x", ()).result(), Err(CallError::Stopped));
    drop(bench);
}
