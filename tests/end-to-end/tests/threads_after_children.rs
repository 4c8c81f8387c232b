//! A child process, however it ends, leaves no thread, no zombie and no descriptor. This test is
//! alone in its process.

use std::fs;
use std::process::{Command, Stdio};

use end_to_end::bench::{Client, args};
use end_to_end::{thread_count, until};
use qrpc_runtime::All;
use qrpc_runtime::transport::Process;

/// An action of the test on a client whose child runs a script.
type Act = fn(Client);

fn stop(client: Client) {
    client.stop();
    drop(client);
}

fn wait(client: Client) {
    client.wait().ok();
    drop(client);
}

fn write_much(client: Client) {
    let note = args::Note::default().text("x".repeat(300_000));
    client.note(All, note).ok();
    drop(client);
}

fn start_again(client: Client) {
    client.stop();
    client.start().unwrap();
    drop(client);
}

fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Returns the number of child processes of this process, including zombies.
fn children() -> usize {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let children = tasks.filter_map(|task| {
        // A thread may end before its file is read.
        fs::read_to_string(task.unwrap().path().join("children")).ok()
    });
    children.map(|line| line.split_whitespace().count()).sum()
}

fn run(program: &str, script: &str, act: Act) {
    let child = Process::new(program, ["-c", script]);
    let client = Client::builder().transport(child).build().unwrap();
    if client.start().is_ok() {
        act(client);
    }
}

#[test]
fn a_child_leaves_nothing_behind() {
    let before = (thread_count(), descriptors());
    let mut counted = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
    assert_eq!(children(), 1, "the system lists children");
    counted.wait().unwrap();
    let ends = [
        "cat > /dev/null",
        "exit 0",
        "exit 3",
        "kill -9 $$",
        "kill -ABRT $$",
        "sleep 20 & exit 3",
        "exec 3<&0; sleep 20 <&3 & exit 3",
        "sleep 20 & cat > /dev/null",
        "exec >&-; sleep 0.1",
    ];
    let acts: [Act; 4] = [drop, stop, write_much, start_again];
    for script in ends {
        for act in acts {
            run("/bin/sh", script, act);
        }
        if !script.contains("cat") {
            run("/bin/sh", script, wait);
        }
    }
    run("/no/such/program", "", drop);
    until("no child is left over", || children() == 0);
    until("no thread is left over", || thread_count() <= before.0);
    until("no descriptor is left over", || descriptors() <= before.1);
}
