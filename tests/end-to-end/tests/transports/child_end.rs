//! What the runtime reports when a child process ends.

use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use end_to_end::bench::{Client, args};
use end_to_end::{SOON, outcome, until};
use qrpc_runtime::transport::Process;
use qrpc_runtime::{All, CallError, DisconnectReason, PeerEvent};
use rustix::process::{Pid, Signal, kill_process};

use crate::CHILD;

/// A client, with channels for the end of its peer and for the notifications from it.
struct Talk {
    client: Client,
    ends: mpsc::Receiver<DisconnectReason>,
    tells: mpsc::Receiver<String>,
}

fn talk(child: Process, codec: &str) -> Talk {
    let client = Client::builder()
        .transport(child)
        .codec(codec)
        .build()
        .unwrap();
    let (ended, ends) = mpsc::channel();
    client.on_peer(move |event| {
        if let PeerEvent::Disconnected(_, reason) = event {
            ended.send(reason.clone()).unwrap();
        }
    });
    let (told, tells) = mpsc::channel();
    client
        .tell
        .connect(move |_, args| told.send(args.text).unwrap());
    client.start().unwrap();
    Talk {
        client,
        ends,
        tells,
    }
}

fn bench() -> Talk {
    talk(Process::new(CHILD, ["stdio:"]), "jrpc")
}

fn shell(script: &str) -> Talk {
    talk(Process::new("sh", ["-c", script]), "jrpc:\\n")
}

impl Talk {
    fn note(&self, text: &str) {
        let note = args::Note::default().text(text);
        self.client.note(All, note).unwrap();
    }

    fn pid(&self) -> Pid {
        let pid = self.client.maybe(All).result().unwrap().unwrap();
        Pid::from_raw(pid.parse().unwrap()).unwrap()
    }

    /// Calls `end` while a call is in flight, and returns the reason for the disconnection. Checks
    /// that the call, the hook and `wait` report the same reason.
    #[track_caller]
    fn reason_after(&self, end: impl FnOnce(&Self)) -> DisconnectReason {
        let promise = self.client.chat(All, args::Chat::default());
        end(self);
        let failed = outcome(&self.client, promise);
        let reason = self.ends.recv_timeout(SOON).unwrap();
        // If the peer ends before the call is sent, the call fails with another error.
        if let Err(CallError::Disconnected { reason: told, .. }) = failed {
            assert_eq!(told, reason);
        } else {
            assert!(failed.is_err(), "{failed:?}");
        }
        match self.client.wait() {
            Ok(()) => assert!(ends_well(&reason), "{reason}"),
            Err(told) => assert_eq!(told, reason),
        }
        reason
    }
}

fn ends_well(reason: &DisconnectReason) -> bool {
    match reason {
        DisconnectReason::Closed => true,
        DisconnectReason::Exited(exit) => exit.is_success(),
        _ => false,
    }
}

fn runs(pid: Pid) -> bool {
    Path::new(&format!("/proc/{}", pid.as_raw_nonzero())).exists()
}

/// Returns the exit code and the signal in the reason.
#[track_caller]
fn exit(reason: &DisconnectReason) -> (Option<i32>, Option<i32>) {
    match reason {
        DisconnectReason::Exited(exit) => (exit.code(), exit.signal()),
        reason => panic!("{reason:?}"),
    }
}

#[test]
fn a_child_that_crashes_tells_its_exit_code() {
    let talk = bench();
    let reason = talk.reason_after(|talk| talk.note("exit"));
    assert_eq!(exit(&reason), (Some(3), None));
    assert_eq!(reason.to_string(), "the child process exited with code 3");
    assert_eq!(talk.client.wait(), Err(reason));
}

#[test]
fn a_child_that_ends_well_fails_its_calls_but_not_wait() {
    let talk = bench();
    let reason = talk.reason_after(|talk| talk.note("end well"));
    assert_eq!(exit(&reason), (Some(0), None));
    assert_eq!(talk.client.wait(), Ok(()));
}

#[test]
fn a_child_that_is_killed_tells_the_signal_at_once() {
    let talk = bench();
    let pid = talk.pid();
    let begin = Instant::now();
    let reason = talk.reason_after(|_| kill_process(pid, Signal::KILL).unwrap());
    assert!(begin.elapsed() < Duration::from_secs(1));
    assert_eq!(exit(&reason), (None, Some(9)));
    assert_eq!(
        reason.to_string(),
        "the child process was terminated by signal 9 (SIGKILL)"
    );
    assert_eq!(talk.client.wait(), Err(reason));
    until("it is no zombie", || !runs(pid));
}

#[test]
fn a_child_that_aborts_tells_the_signal() {
    let talk = bench();
    let reason = talk.reason_after(|talk| talk.note("abort"));
    assert_eq!(exit(&reason), (None, Some(6)));
    assert_eq!(talk.client.wait(), Err(reason));
}

#[test]
fn a_child_that_ends_before_it_reads_tells_its_exit_code() {
    for _ in 0..20 {
        let talk = shell("exit 4");
        let reason = talk.reason_after(|_| {});
        assert_eq!(exit(&reason), (Some(4), None));
    }
}

#[test]
fn a_child_that_ends_while_much_is_written_to_it_tells_its_exit_code() {
    let talk = shell("head -c 100000 > /dev/null; exit 5");
    let text = "x".repeat(1_000_000);
    let reason = talk.reason_after(|talk| talk.note(&text));
    assert_eq!(exit(&reason), (Some(5), None));
}

#[test]
fn what_a_child_wrote_last_is_received_before_its_end_is_told() {
    for end in ["exit 3", "kill -9 $$", "sleep 9 & exit 3"] {
        let write = r#"printf '{"jsonrpc":"2.0","method":"tell","params":{"text":"%s"}}\n'"#;
        let talk = shell(&format!("for n in $(seq 1000); do {write} $n; done; {end}"));
        talk.ends.recv_timeout(SOON).unwrap();
        let told: Vec<_> = talk.tells.try_iter().collect();
        let written: Vec<_> = (1..=1000).map(|n| n.to_string()).collect();
        assert_eq!(told, written, "{end}");
    }
}

#[test]
fn a_reply_that_a_child_wrote_before_it_was_killed_is_received() {
    // The child never reads the second call, so writing that call fails.
    let script = r#"read call; id=$(printf %s "$call" | sed 's/.*"id":\([0-9]*\).*/\1/')
        printf '{"jsonrpc":"2.0","result":"last","id":%s}\n' $id; kill -9 $$"#;
    for _ in 0..20 {
        let talk = shell(script);
        let first = talk.client.echo(All, args::Echo::default());
        let text = "x".repeat(200_000);
        let second = talk.client.echo(All, args::Echo::default().text(text));
        assert_eq!(first.result().as_deref(), Ok("last"));
        let second = outcome(&talk.client, second);
        let Err(CallError::Disconnected { reason, .. }) = second else {
            panic!("{second:?}");
        };
        assert_eq!(exit(&reason), (None, Some(9)));
    }
}

#[test]
fn a_grandchild_that_keeps_the_pipes_open_delays_nothing() {
    for script in [
        "sleep 9 & exit 3",
        "exec 3<&0; sleep 9 <&3 & exit 3",
        "exec 3<&0; (exec <&3; while echo; do sleep 0.01; done) & exit 3",
    ] {
        let begin = Instant::now();
        let talk = shell(script);
        let text = "x".repeat(300_000);
        let reason = talk.reason_after(|talk| {
            // The connection may already have ended.
            let note = args::Note::default().text(text);
            talk.client.note(All, note).ok();
        });
        assert_eq!(exit(&reason), (Some(3), None), "{script}");
        assert!(begin.elapsed() < Duration::from_secs(2), "{script}");
        talk.client.stop();
        assert!(begin.elapsed() < Duration::from_secs(3), "{script}");
    }
}

#[test]
fn a_child_that_closes_its_output_and_runs_on_has_closed_the_connection() {
    let talk = shell("exec >&-; exec sleep 60");
    let reason = talk.reason_after(|_| {});
    assert_eq!(reason, DisconnectReason::Closed);
}

#[test]
fn a_child_that_closes_its_output_and_crashes_soon_tells_its_exit_code() {
    let talk = shell("exec >&-; sleep 0.2; exit 3");
    let reason = talk.reason_after(|_| {});
    assert_eq!(exit(&reason), (Some(3), None));
}

#[test]
fn a_child_that_closes_its_input_is_read_until_its_end() {
    let write = r#"printf '{"jsonrpc":"2.0","method":"tell","params":{"text":"still here"}}\n'"#;
    let talk = shell(&format!("exec <&-; sleep 0.2; {write}; exit 3"));
    let reason = talk.reason_after(|talk| talk.note("unread"));
    assert_eq!(exit(&reason), (Some(3), None));
    assert_eq!(talk.tells.try_recv().as_deref(), Ok("still here"));
}

#[test]
fn stopping_is_told_as_stopping() {
    let talk = bench();
    let promise = talk.client.chat(All, args::Chat::default());
    talk.client.stop();
    assert_eq!(outcome(&talk.client, promise), Err(CallError::Stopped));
    assert_eq!(talk.client.wait(), Ok(()));
}

#[test]
fn a_child_that_crashes_while_the_api_stops_does_not_hold_it() {
    for _ in 0..20 {
        let talk = bench();
        let pid = talk.pid();
        let promise = talk.client.chat(All, args::Chat::default());
        let begin = Instant::now();
        talk.note("exit");
        talk.client.stop();
        assert!(begin.elapsed() < Duration::from_secs(2));
        assert!(!runs(pid));
        assert!(outcome(&talk.client, promise).is_err());
        assert_eq!(talk.client.wait(), Ok(()));
    }
}

#[test]
fn an_api_can_start_anew_after_its_child_has_crashed() {
    let talk = bench();
    let first = talk.pid();
    talk.reason_after(|talk| talk.note("exit"));
    talk.client.start().unwrap();
    assert_ne!(talk.pid(), first);
}
