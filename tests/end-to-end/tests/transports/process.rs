//! The transport `process`: the peer is a child process.

use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use end_to_end::bench::{Client, args};
use end_to_end::{SOON, outcome};
use qrpc_runtime::transport::Process;
use qrpc_runtime::{All, StartError};

use crate::CHILD;

fn client(command: &str) -> Client {
    let client = Client::builder()
        .transport(format!("process:({command})"))
        .build()
        .unwrap();
    client.start().unwrap();
    client
}

fn pid(client: &Client) -> u32 {
    client
        .maybe(All)
        .result()
        .unwrap()
        .unwrap()
        .parse()
        .unwrap()
}

fn runs(pid: u32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}

#[test]
fn stopping_within_a_time_waits_no_longer_for_a_child_that_runs_on() {
    let client = client("sleep 100");
    let begin = Instant::now();
    let _ = client.stop_within(Duration::from_millis(100));
    assert!(begin.elapsed() < Duration::from_millis(900));
}

#[test]
fn a_child_is_called_and_calls_back() {
    let client = client(CHILD);
    let (log, told) = mpsc::channel();
    client
        .tell
        .connect(move |sender, args| log.send((sender.name(), args.text)).unwrap());
    let text = "x".repeat(1_000_000);
    let promise = client.echo(All, args::Echo::default().text(&text));
    assert_eq!(outcome(&client, promise), Ok(text));
    client.note(All, args::Note::default().text("hi")).unwrap();
    let told = told.recv_timeout(SOON).unwrap();
    assert_eq!(told, (CHILD.to_owned(), "hi".to_owned()));
}

#[test]
fn a_command_line_is_split_as_a_shell_splits_it() {
    let client = client(&format!("'{CHILD}' \"stdio:\" 'not read'"));
    assert!(client.echo(CHILD, args::Echo::default()).result().is_ok());
}

#[test]
fn a_child_may_be_given_as_it_is() {
    let child = Process::new(CHILD, ["stdio:"]);
    let client = Client::builder().transport(child).build().unwrap();
    client.start().unwrap();
    assert!(runs(pid(&client)));
}

#[test]
fn a_child_ends_when_the_api_stops() {
    let client = client(CHILD);
    let child = pid(&client);
    assert!(runs(child));
    client.stop();
    assert!(!runs(child));
}

#[test]
fn a_child_ends_when_the_api_is_dropped() {
    let client = client(CHILD);
    let child = pid(&client);
    drop(client);
    assert!(!runs(child));
}

#[test]
fn a_child_that_does_not_end_with_its_input_is_killed() {
    let client = client(&format!("{CHILD} stdio: --stubborn"));
    let child = pid(&client);
    client.stop();
    assert!(!runs(child));
}

#[test]
fn a_child_starts_anew_with_its_api() {
    let client = client(CHILD);
    let first = pid(&client);
    client.stop();
    client.start().unwrap();
    assert_ne!(pid(&client), first);
}

#[test]
fn a_child_may_print_what_is_no_text() {
    let client = client(CHILD);
    let (log, told) = mpsc::channel();
    client
        .tell
        .connect(move |_, args| log.send(args.text).unwrap());
    for _ in 0..10 {
        client
            .note(All, args::Note::default().text("noise"))
            .unwrap();
        assert_eq!(told.recv_timeout(SOON).as_deref(), Ok("noise"));
    }
}

#[test]
fn a_program_that_there_is_not_is_an_error_that_names_it() {
    let client = Client::builder()
        .transport("process:(/no/such/program now)")
        .build()
        .unwrap();
    let error = client.start().unwrap_err();
    assert!(matches!(error, StartError::Transport(_)));
    assert!(
        error.to_string().contains("starting /no/such/program: "),
        "{error}"
    );
    assert_eq!(client.wait(), Ok(()));
}

#[test]
fn what_a_child_prints_is_shown_with_the_advice_to_print_elsewhere() {
    for (command, codec) in [
        (r#"printf "Listening on port 80\\n""#, "jrpc:\\n"),
        ("echo Listening on port 80", "jrpc"),
    ] {
        let (tells, told) = mpsc::channel();
        let client = Client::builder()
            .transport(format!("process:({command})"))
            .codec(codec)
            .build()
            .unwrap();
        client.on_problem(move |problem| tells.send(problem.error.message.clone()).unwrap());
        client.start().unwrap();
        let message = told.recv_timeout(SOON).unwrap();
        assert!(message.contains("`Listening on port 80"), "{message}");
        assert!(message.contains("standard error"), "{message}");
    }
}

#[test]
fn what_a_child_prints_is_shown_when_it_happens_to_be_json() {
    for line in [
        r#"{"level":"info","msg":"hi"}"#,
        "123",
        "true",
        "[]",
        r#""text""#,
    ] {
        let (tells, told) = mpsc::channel();
        let client = Client::builder()
            .transport(Process::new("printf", ["%s\n", line]))
            .codec("jrpc:\\n")
            .build()
            .unwrap();
        client.on_problem(move |problem| tells.send(problem.error.message.clone()).unwrap());
        client.start().unwrap();
        let message = told.recv_timeout(SOON).unwrap();
        assert!(message.contains(line), "{message}");
        assert!(message.contains("standard error"), "{message}");
    }
}
