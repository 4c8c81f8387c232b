//! What `Promise::cancel` tells the other side.

use std::mem;
use std::time::Duration;

use end_to_end::bench::{Client, args};
use end_to_end::editor::{self, Editor, EditorClient};
use end_to_end::tools::{self, ToolsClient};
use end_to_end::{Server, outcome, talk, until};
use qrpc_runtime::{All, CallError};
use serde_json::json;

use crate::{Silent, silent};

/// Calls `$call` on a client of the API over a plain server, cancels the call, and returns the two
/// messages that the server gets.
macro_rules! messages_of {
    ($client:ident, $call:expr) => {{
        let server = Server::open();
        let client = $client::builder().transport(server.transport());
        let client = client.build().unwrap();
        client.start().unwrap();
        let mut wire = server.accept();
        let promise = $call(&client);
        let call = wire.receive();
        promise.cancel();
        (call, wire.receive())
    }};
}

#[test]
fn the_message_is_the_one_that_the_spec_names() {
    let hover = |client: &EditorClient| client.hover(All, editor::args::Hover::default());
    let (call, message) = messages_of!(EditorClient, hover);
    let expected = json!({
        "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": call["id"] }
    });
    assert_eq!(message, expected);

    let run = |client: &ToolsClient| client.run(All, tools::args::Run::default());
    let (call, message) = messages_of!(ToolsClient, run);
    let expected = json!({
        "jsonrpc": "2.0", "method": "notifications/cancelled",
        "params": { "requestId": call["id"] }
    });
    assert_eq!(message, expected);
}

#[test]
fn without_a_name_in_the_spec_the_message_is_an_extension_of_json_rpc() {
    let echo = |client: &Client| client.echo(All, args::Echo::default());
    let (call, message) = messages_of!(Client, echo);
    let expected = json!({
        "jsonrpc": "2.0", "method": "rpc.cancel", "params": { "id": call["id"] }
    });
    assert_eq!(message, expected);
}

#[test]
fn the_cancelled_call_fails_and_its_late_answer_is_discarded() {
    let server = Server::open();
    let client = Client::builder().transport(server.transport());
    let client = client.build().unwrap();
    client.start().unwrap();
    let mut wire = server.accept();
    let promise = client.echo(All, args::Echo::default());
    let id = wire.receive()["id"].clone();
    promise.cancel();
    assert_eq!(outcome(&client, promise), Err(CallError::Cancelled));
    wire.receive();
    wire.send(json!({ "jsonrpc": "2.0", "result": "late", "id": id }).to_string());
    until("the answer is discarded", || client.counters().strays == 1);
}

#[test]
fn a_call_that_has_its_answer_is_not_cancelled() {
    let server = Server::open();
    let client = Client::builder().transport(server.transport());
    let client = client.build().unwrap();
    client.start().unwrap();
    let mut wire = server.accept();
    let mut promise = client.echo(All, args::Echo::default());
    let id = wire.receive()["id"].clone();
    wire.send(json!({ "jsonrpc": "2.0", "result": "there", "id": id }).to_string());
    // Messages are read in order, so the answer is there when a later call is refused.
    let refused = wire.exchange(r#"{"jsonrpc":"2.0","method":"nothing","id":1}"#);
    assert_eq!(refused["id"], 1);
    promise.cancel();
    let there = promise.result_within(Duration::ZERO);
    assert_eq!(there.as_deref(), Ok("there"));
    // The next message is not a cancellation.
    client.note(All, args::Note::default()).unwrap();
    assert_eq!(wire.receive()["method"], "note");
}

#[test]
fn a_dropped_promise_tells_nobody() {
    let server = Server::open();
    let client = Client::builder().transport(server.transport());
    let client = client.build().unwrap();
    client.start().unwrap();
    let mut wire = server.accept();
    drop(client.echo(All, args::Echo::default()));
    client.note(All, args::Note::default()).unwrap();
    assert_eq!(wire.receive()["method"], "echo");
    assert_eq!(wire.receive()["method"], "note");
}

/// A server, and three clients that never answer.
fn silent_clients() -> (Editor, [(EditorClient, Silent); 3]) {
    let server = Editor::builder().transport("tcpserv:127.0.0.1:0");
    let server = server.build().unwrap();
    server.start().unwrap();
    let transport = format!("tcp:{}", server.address().unwrap());
    let clients = [(); 3].map(|()| {
        let (handler, silent) = silent();
        let client = EditorClient::builder().transport(transport.as_str());
        let client = client.build().unwrap();
        client.hover.connect_async(handler);
        client.start().unwrap();
        (client, silent)
    });
    until("all are connected", || server.peers().len() == 3);
    (server, clients)
}

#[test]
fn each_receiver_that_has_not_answered_is_told() {
    let (server, clients) = silent_clients();
    let promise = server.hover(All, editor::args::Hover::default());
    for (_, silent) in &clients {
        silent.wait_begun();
    }
    promise.cancel();
    for (_, silent) in &clients {
        silent.wait_dropped();
    }
    let cancelled = editor::HoverError::Other(CallError::Cancelled);
    assert_eq!(promise.result(), Err(cancelled));
}

#[test]
fn the_answers_of_several_can_be_cancelled_together() {
    let (server, clients) = silent_clients();
    let answers = server.hover.gather(All, editor::args::Hover::default());
    for (_, silent) in &clients {
        silent.wait_begun();
    }
    answers.unwrap().cancel();
    for (_, silent) in &clients {
        silent.wait_dropped();
    }
}

#[test]
fn a_handler_may_cancel_a_call_of_its_own() {
    let (_bench, client) = talk(|bench, client| {
        client.ask.connect_later(|_, _, reply| mem::forget(reply));
        bench.echo.try_connect(|sender, _| {
            let promise = sender.ask(args::Ask::default());
            promise.cancel();
            Ok(promise.result().unwrap_err().to_string())
        });
    });
    let answer = client.echo(All, args::Echo::default()).result();
    assert_eq!(answer.as_deref(), Ok("the call was cancelled"));
}
