//! The host survives every end of its plugin.

use std::process::Command;

/// Runs the host with the plugin. Returns the lines that it prints.
fn host(texts: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_host"));
    command.arg(env!("CARGO_BIN_EXE_shout")).args(texts);
    let output = command.output().unwrap();
    let problems = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{problems}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn the_plugin_logs_and_converts() {
    assert_eq!(host(&["hello"]), ["shout: converts \"hello\"", "HELLO"]);
}

#[test]
fn a_refused_text_does_not_end_the_plugin() {
    let lines = host(&["", "hello"]);
    let refused = "the plugin refused ``: the other side answered with an error: \
                   there is nothing to convert";
    assert!(lines.iter().any(|line| line == refused), "{lines:?}");
    assert_eq!(lines.last().unwrap(), "HELLO");
}

#[test]
fn a_plugin_that_exits_is_started_again() {
    let lines = host(&["exit", "hello"]);
    let failed = "the plugin failed at `exit`: the child process exited with code 3";
    assert!(lines.iter().any(|line| line == failed), "{lines:?}");
    assert_eq!(lines.last().unwrap(), "HELLO");
}

#[cfg(unix)]
#[test]
fn a_plugin_that_crashes_is_started_again_each_time() {
    let lines = host(&["crash", "hello", "crash", "world"]);
    let failed = "the plugin failed at `crash`: \
                  the child process was terminated by signal 6 (SIGABRT)";
    assert_eq!(
        lines.iter().filter(|line| *line == failed).count(),
        2,
        "{lines:?}"
    );
    assert!(lines.contains(&"HELLO".to_owned()));
    assert_eq!(lines.last().unwrap(), "WORLD");
}
