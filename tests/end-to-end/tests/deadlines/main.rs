//! How long calls wait for their reply, and how long handlers may take for it.

mod handles;
mod patient;
mod sent;
mod time_left;
mod within;

use std::sync::mpsc;
use std::time::Duration;

use end_to_end::bench::{Bench, Client};
use end_to_end::talk_as;
use qrpc_runtime::Reply;

/// A timeout that passes during a test.
const BRIEF: Duration = Duration::from_millis(20);

/// A timeout that does not pass during a test.
const LONG: Duration = Duration::from_secs(1000);

/// Both sides. The client's builder has this timeout.
fn talk_within(timeout: Duration, prepare: impl FnOnce(&Bench, &Client)) -> (Bench, Client) {
    let client = Client::builder().timeout(timeout);
    talk_as(Bench::builder(), client, prepare)
}

/// Has `patient` answered by the test: each call's right to answer comes out here.
fn hold_patient(bench: &Bench) -> mpsc::Receiver<Reply<String>> {
    let (holds, held) = mpsc::channel();
    bench
        .patient
        .connect_later(move |_sender, reply| holds.send(reply).unwrap());
    held
}
