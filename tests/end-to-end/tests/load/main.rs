//! Connections under load: peers that read lose no messages, and peers that do not read affect only
//! themselves.

use std::sync::{Mutex, MutexGuard, PoisonError};

mod both;
mod busy;
mod end_of_input;
mod fatal;
mod finished_reply;
mod order;
mod pipelining;
mod slow_reader;
mod stall;

mod stream;

/// Waits until no other test of this program runs: each test uses all processors, and several tests
/// measure time or memory.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}
