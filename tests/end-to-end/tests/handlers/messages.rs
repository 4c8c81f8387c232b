//! Handwritten messages: which of them are calls, what they may contain, and which reply is sent.

use std::sync::mpsc;

use end_to_end::bench::Bench;
use end_to_end::{SOON, Wire, serve};
use serde_json::{Value, json};

/// Returns a bench that answers calls, a plain connection to it, and a channel with the calls that
/// its handlers ran.
fn answering() -> (Bench, Wire, mpsc::Receiver<String>) {
    let (runs, ran) = mpsc::channel();
    let (bench, address) = serve(Bench::builder(), |bench| {
        let (echo, note, ping) = (runs.clone(), runs.clone(), runs);
        bench.echo.connect(move |_, args| {
            echo.send(format!("echo {}", args.text)).unwrap();
            args.text
        });
        bench.add.connect(|_, args| args.a + args.b);
        bench
            .note
            .connect(move |_, args| note.send(format!("note {}", args.text)).unwrap());
        bench
            .ping
            .connect(move |_| ping.send("ping".into()).unwrap());
    });
    let wire = Wire::to(&address);
    (bench, wire, ran)
}

/// Returns the reply to a message, and checks that no second reply follows.
fn answer(message: &Value) -> Value {
    let (_bench, mut wire, _ran) = answering();
    let answer = wire.exchange(&message.to_string());
    assert_eq!(last_answer(&mut wire), json!("last"));
    answer
}

/// Returns the result of one more call, which shows that no other message was sent before that
/// result.
fn last_answer(wire: &mut Wire) -> Value {
    wire.exchange(r#"{"jsonrpc":"2.0","method":"echo","params":{"text":"last"},"id":"end"}"#)["result"]
        .take()
}

fn call(method: &str, params: impl Into<Value>) -> Value {
    let params = params.into();
    json!({"jsonrpc": "2.0", "method": method, "params": params, "id": 1})
}

fn error(message: &Value) -> (i64, String) {
    let answer = answer(message);
    assert_eq!(answer["id"], message["id"]);
    let error = &answer["error"];
    let text = error["message"].as_str().unwrap();
    (error["code"].as_i64().unwrap(), text.to_owned())
}

#[test]
fn any_id_is_echoed_as_it_came() {
    for id in [
        "0",
        "null",
        "\"abc\"",
        "\"\"",
        "1.5",
        "-7",
        "1e3",
        "18446744073709551616",
    ] {
        let (_bench, mut wire, _ran) = answering();
        wire.send(format!(
            r#"{{"jsonrpc":"2.0","method":"echo","params":{{"text":"x"}},"id":{id}}}"#
        ));
        assert_eq!(
            wire.receive_text(),
            format!(r#"{{"jsonrpc":"2.0","result":"x","id":{id}}}"#)
        );
    }
}

#[test]
fn a_message_without_id_is_not_answered() {
    let (_bench, mut wire, ran) = answering();
    wire.send(r#"{"jsonrpc":"2.0","method":"echo","params":{"text":"quiet"}}"#);
    wire.send(r#"{"jsonrpc":"2.0","method":"nosuch","params":{}}"#);
    wire.send(r#"{"jsonrpc":"2.0","method":"echo","params":{"text":7}}"#);
    assert_eq!(last_answer(&mut wire), json!("last"));
    let ran: Vec<_> = ran.try_iter().collect();
    assert_eq!(ran, ["echo quiet", "echo last"]);
}

#[test]
fn a_notification_that_has_an_id_is_answered_with_null() {
    let message = call("note", json!({"text": "x"}));
    assert_eq!(
        answer(&message),
        json!({"jsonrpc": "2.0", "result": null, "id": 1})
    );
}

#[test]
fn an_unknown_method_is_an_error() {
    let (code, text) = error(&call("nosuch", json!({})));
    assert_eq!(code, -32601);
    assert!(text.contains("`nosuch`"), "{text}");
}

#[test]
fn a_method_that_is_only_called_from_here_is_unknown_to_others() {
    assert_eq!(error(&call("ask", json!({}))).0, -32601);
}

#[test]
fn wrong_arguments_are_an_error_that_says_what_is_wrong() {
    for (method, params, problem) in [
        ("echo", json!({"text": 5}), "string"),
        ("echo", json!({"txt": "x"}), "`txt`"),
        ("add", json!({"b": 1}), "`a` is missing"),
        ("add", json!({"a": "one"}), "i64"),
        ("add", json!({"a": 1.5}), "i64"),
        ("ping", json!({"x": 1}), "no arguments"),
        (
            "measure",
            json!({"channel": "amps"}),
            "`amps` is not one of `volts`, `ohms`",
        ),
        ("blob", json!({"data": "text"}), "__bytes"),
        ("blob", json!({"data": {"__bytes": "%"}}), "base64"),
    ] {
        let (code, text) = error(&call(method, params));
        assert_eq!(code, -32602, "{method}: {text}");
        assert!(text.contains(problem), "{method}: {text}");
    }
}

#[test]
fn an_argument_that_comes_twice_is_an_error() {
    let (_bench, mut wire, _ran) = answering();
    let twice = r#"{"jsonrpc":"2.0","method":"echo","params":{"text":"a","text":"b"},"id":1}"#;
    let answer = wire.exchange(twice);
    assert_eq!(answer["error"]["code"], -32602);
}

#[test]
fn missing_arguments_take_their_defaults() {
    assert_eq!(answer(&call("add", json!({"a": 5})))["result"], 6);
    assert_eq!(answer(&call("echo", json!({})))["result"], "");
}

#[test]
fn arguments_may_be_left_out_as_a_whole() {
    let message = json!({"jsonrpc": "2.0", "method": "echo", "id": 1});
    assert_eq!(answer(&message)["result"], "");
    let message = json!({"jsonrpc": "2.0", "method": "add", "id": 1});
    assert_eq!(answer(&message)["error"]["code"], -32602);
}

#[test]
fn arguments_by_position_are_refused_unless_the_method_allows_them() {
    let (code, text) = error(&call("echo", json!(["x"])));
    assert_eq!(code, -32602);
    assert!(text.contains("named arguments"), "{text}");
}

#[test]
fn arguments_by_position_are_taken_where_the_method_allows_them() {
    assert_eq!(answer(&call("add", json!([20, 22])))["result"], 42);
    assert_eq!(answer(&call("add", json!([20])))["result"], 21);
    assert_eq!(answer(&call("add", json!({"a": 20, "b": 2})))["result"], 22);
}

#[test]
fn arguments_by_position_are_checked() {
    for params in [json!([]), json!([1, 2, 3]), json!(["x"])] {
        assert_eq!(error(&call("add", params)).0, -32602);
    }
}

#[test]
fn an_error_of_the_caller_runs_no_handler() {
    let (_bench, mut wire, ran) = answering();
    wire.exchange(&call("echo", json!({"text": 1})).to_string());
    wire.exchange(&call("echo", json!(["x"])).to_string());
    assert_eq!(last_answer(&mut wire), json!("last"));
    assert_eq!(ran.recv_timeout(SOON).as_deref(), Ok("echo last"));
}

#[test]
fn names_may_be_escaped() {
    let (_bench, mut wire, _ran) = answering();
    let escaped =
        r#"{"json\u0072pc":"2.0","method":"ec\u0068o","params":{"te\u0078t":"x"},"id":1}"#;
    assert_eq!(wire.exchange(escaped)["result"], "x");
}

#[test]
fn members_may_come_in_any_order_and_with_blanks() {
    let (_bench, mut wire, _ran) = answering();
    let loose = " {\t\"id\" : 1 , \"params\": {\"text\" :\"x\"},\r\n\"method\":\"echo\",\"jsonrpc\":\"2.0\"} ";
    assert_eq!(wire.exchange(loose)["result"], "x");
}

#[test]
fn members_that_mean_nothing_are_skipped() {
    let mut message = call("echo", json!({"text": "x"}));
    message["trace"] = json!({"deep": [1, 2]});
    assert_eq!(answer(&message)["result"], "x");
}
