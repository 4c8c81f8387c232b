//! Tests the program with both sides in one process, so that no socket is needed.

use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use checked_in::echo::Echo;
use checked_in::echo_api::{EchoApiInvertedHandlers, EchoApiInvertedPeer, args, pair};
use qrpc_runtime::{All, Fault};

const PATIENCE: Duration = Duration::from_secs(10);

/// The handlers of the side that calls the program.
struct Talker {
    heard: Sender<String>,
}

impl EchoApiInvertedHandlers for Talker {
    fn echo(&self, _sender: EchoApiInvertedPeer, args: args::Echo) -> Result<(), Fault> {
        Ok(self.heard.send(args.text)?)
    }
}

#[test]
fn what_is_said_comes_back() {
    let (end, _ended) = mpsc::channel();
    let (heard, hearing) = mpsc::channel();
    let (_program, talker) = pair(Echo { end }, Talker { heard }).unwrap();
    talker
        .say(All, args::Say::default().text("Hello?"))
        .unwrap();
    assert_eq!(hearing.recv_timeout(PATIENCE).unwrap(), "Hello?");
}

#[test]
fn quit_ends_the_program() {
    let (end, ended) = mpsc::channel();
    let (heard, _hearing) = mpsc::channel();
    let (_program, talker) = pair(Echo { end }, Talker { heard }).unwrap();
    talker.quit(All).unwrap();
    ended.recv_timeout(PATIENCE).unwrap();
}
