//! How long tests wait, and for what.

use std::thread;
use std::time::{Duration, Instant};

/// How long a test waits for what has to come.
pub const SOON: Duration = Duration::from_secs(10);

/// Waits until `condition` holds, for what tells of itself in no other way.
pub fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let end = Instant::now() + SOON;
    while !condition() {
        assert!(Instant::now() < end, "in vain: {what}");
        thread::yield_now();
    }
}
