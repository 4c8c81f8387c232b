//! Waiting for events with a time limit.

use std::thread;
use std::time::{Duration, Instant};

/// The maximum time for which a test waits for an expected event.
pub const SOON: Duration = Duration::from_secs(10);

/// Polls until `condition` is true, for events that no channel reports.
pub fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let end = Instant::now() + SOON;
    while !condition() {
        assert!(Instant::now() < end, "in vain: {what}");
        thread::yield_now();
    }
}
