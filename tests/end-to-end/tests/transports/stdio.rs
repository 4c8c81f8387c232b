//! The transport `stdio`: the peer is the process that started this process.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::CHILD;

fn call(id: u64, text: &str) -> String {
    let params = json!({"text": text});
    json!({"jsonrpc": "2.0", "method": "echo", "params": params, "id": id}).to_string() + "\0"
}

fn answers(output: &[u8]) -> Vec<Value> {
    let frames = output
        .split(|byte| *byte == 0)
        .filter(|frame| !frame.is_empty());
    frames
        .map(|frame| serde_json::from_slice(frame).unwrap())
        .collect()
}

fn child(stdin: Stdio) -> Child {
    Command::new(CHILD)
        .stdin(stdin)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn a_process_ends_well_when_its_input_does() {
    let mut child = child(Stdio::piped());
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn all_that_came_before_the_end_is_answered() {
    let mut child = child(Stdio::piped());
    let calls: String = (0..100).map(|id| call(id, "piped")).collect();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(calls.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let answers = answers(&output.stdout);
    assert_eq!(answers.len(), 100);
    for (id, answer) in answers.iter().enumerate() {
        assert_eq!(
            *answer,
            json!({"jsonrpc": "2.0", "result": "piped", "id": id})
        );
    }
}

#[test]
fn an_answer_that_is_read_late_is_whole() {
    let mut child = child(Stdio::piped());
    // The text is larger than the buffer of a pipe.
    let text = "x".repeat(100_000);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(call(1, &text).as_bytes()).unwrap();
    drop(stdin);
    let late = Instant::now() + Duration::from_millis(100);
    while Instant::now() < late && child.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
    let output = child.wait_with_output().unwrap();
    assert_eq!(answers(&output.stdout)[0]["result"], text);
}

#[test]
fn the_input_may_be_a_file() {
    let path = std::env::temp_dir().join(format!("calls-of-{}", std::process::id()));
    File::create(&path)
        .and_then(|mut file| file.write_all(call(7, "from a file").as_bytes()))
        .unwrap();
    let output = child(File::open(&path).unwrap().into())
        .wait_with_output()
        .unwrap();
    std::fs::remove_file(path).unwrap();
    let answer = json!({"jsonrpc": "2.0", "result": "from a file", "id": 7});
    assert_eq!(answers(&output.stdout), [answer]);
}

#[test]
fn whoever_started_it_is_called_stdio() {
    let mut child = child(Stdio::piped());
    let mut stdin = child.stdin.take().unwrap();
    let note = r#"{"jsonrpc":"2.0","method":"note","params":{"text":"back"}}"#;
    stdin.write_all(format!("{note}\0").as_bytes()).unwrap();
    let mut told = [0; 64];
    let read = child.stdout.as_mut().unwrap().read(&mut told).unwrap();
    let told = answers(&told[..read]);
    assert_eq!(told[0]["params"]["text"], "back");
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_second_api_of_the_process_cannot_take_it_away() {
    let mut child = child(Stdio::piped());
    let mut stdin = child.stdin.take().unwrap();
    let second = r#"{"jsonrpc":"2.0","method":"note","params":{"text":"second"}}"#;
    stdin
        .write_all(format!("{second}\0{}", call(1, "still heard")).as_bytes())
        .unwrap();
    let mut first = [0; 64];
    let read = child.stdout.as_mut().unwrap().read(&mut first).unwrap();
    let answer = json!({"jsonrpc": "2.0", "result": "still heard", "id": 1});
    assert_eq!(answers(&first[..read]), [answer]);
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
