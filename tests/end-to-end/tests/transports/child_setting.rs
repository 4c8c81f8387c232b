//! The working folder and the environment variables of a child.

use std::sync::mpsc;

use end_to_end::SOON;
use end_to_end::bench::Client;
use qrpc_runtime::StartError;
use qrpc_runtime::transport::{Process, Transport as _};

/// Returns a child process that sends the output of `echo` for `words` as a message.
fn telling(words: &str) -> Process {
    let message = r#"{"jsonrpc":"2.0","method":"tell","params":{"text":"%s"}}"#;
    let script = format!("printf '{message}\\n' \"{words}\"");
    Process::new("/bin/sh", ["-c", &script])
}

fn told(child: Process) -> String {
    let client = Client::builder()
        .transport(child)
        .codec("jrpc:\\n")
        .build()
        .unwrap();
    let (tells, told) = mpsc::channel();
    client
        .tell
        .connect(move |_, args| tells.send(args.text).unwrap());
    client.start().unwrap();
    told.recv_timeout(SOON).unwrap()
}

#[test]
fn a_child_starts_in_its_folder() {
    assert_eq!(told(telling("$(pwd)").current_dir("/usr")), "/usr");
}

#[test]
fn a_folder_that_does_not_exist_is_an_error_of_start() {
    let child = telling("").current_dir("/no/such/folder");
    let client = Client::builder().transport(child).build().unwrap();
    assert!(matches!(client.start(), Err(StartError::Transport(_))));
}

#[test]
fn a_child_has_the_variables_that_were_set() {
    let child = telling("$A $B $C")
        .env("A", "1")
        .envs([("B", "2"), ("C", "3")]);
    assert_eq!(told(child), "1 2 3");
}

#[test]
fn a_child_lacks_the_variables_that_were_removed() {
    assert_eq!(told(telling("${HOME-none}").env_remove("HOME")), "none");
}

#[test]
fn a_child_with_cleared_variables_has_those_set_later_alone() {
    let child = telling("${A-none} ${B-none} ${HOME-none}");
    let child = child.env("A", "1").env_clear().env("B", "2");
    assert_eq!(told(child), "none 2 none");
}

#[test]
fn the_string_of_a_child_has_its_command_line_alone() {
    let child = Process::new("worker", ["two words"]);
    let child = child.current_dir("/tmp").env("A", "1");
    assert_eq!(child.expression(), "process:(worker 'two words')");
}
