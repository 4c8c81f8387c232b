//! What the system says of this process.

use std::fs;

/// How many threads this process has.
#[must_use]
pub fn thread_count() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let threads = status
        .lines()
        .find_map(|line| line.strip_prefix("Threads:"));
    threads.unwrap().trim().parse().unwrap()
}
