//! Outcomes of calls that the other side answered.

use end_to_end::bench::Client;
use end_to_end::bench::args;
use end_to_end::{Server, Wire, outcome, talk};
use qrpc_runtime::{All, CallError, Fault, RemoteError};
use serde_json::json;

#[test]
fn a_result_is_the_outcome() {
    let (_bench, client) = talk(|bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    let promise = client.echo(All, args::Echo::default().text("x"));
    assert_eq!(outcome(&client, promise).as_deref(), Ok("x"));
}

#[test]
fn an_error_of_the_other_side_is_the_outcome() {
    let (_bench, client) = talk(|bench, _| {
        bench
            .echo
            .try_connect(|_, _| Err(Fault::with_code(7, "no such text")));
    });
    let promise = client.echo(All, args::Echo::default());
    assert_eq!(
        outcome(&client, promise),
        Err(CallError::Remote(RemoteError::new(7, "no such text")))
    );
}

/// Makes a call that `answer` answers over a plain connection, and returns its outcome.
fn answered_by_hand(answer: impl FnOnce(&mut Wire, u64)) -> Result<String, CallError> {
    let server = Server::open();
    let client = Client::builder()
        .transport(server.transport().as_str())
        .build()
        .unwrap();
    client.start().unwrap();
    let mut wire = server.accept();
    let promise = client.echo(All, args::Echo::default());
    let id = wire.receive()["id"].as_u64().unwrap();
    answer(&mut wire, id);
    outcome(&client, promise)
}

#[test]
fn an_answer_of_another_type_is_a_wrong_reply() {
    let outcome = answered_by_hand(|wire, id| {
        wire.send(json!({"jsonrpc": "2.0", "result": [1], "id": id}).to_string());
    });
    assert!(
        matches!(&outcome, Err(CallError::WrongReply(problem)) if problem.contains("string")),
        "{outcome:?}"
    );
}

#[test]
fn of_two_answers_the_first_counts() {
    let outcome = answered_by_hand(|wire, id| {
        for result in ["first", "second"] {
            wire.send(json!({"jsonrpc": "2.0", "result": result, "id": id}).to_string());
        }
    });
    assert_eq!(outcome.as_deref(), Ok("first"));
}

#[test]
fn an_error_object_may_lack_anything() {
    let outcome = answered_by_hand(|wire, id| {
        wire.send(json!({"jsonrpc": "2.0", "error": {}, "id": id}).to_string());
    });
    assert_eq!(outcome, Err(CallError::Remote(RemoteError::new(0, ""))));
}

#[test]
fn the_data_of_an_error_is_kept() {
    let outcome = answered_by_hand(|wire, id| {
        let error = json!({"code": 3, "message": "m", "data": {"by": "you"}});
        wire.send(json!({"jsonrpc": "2.0", "error": error, "id": id}).to_string());
    });
    let Err(CallError::Remote(error)) = outcome else {
        panic!("{outcome:?}");
    };
    let by = qrpc_runtime::Value::from_iter([("by", "you")]);
    assert_eq!(error.data, Some(by));
}
