//! What the system says of this process, and lets it have.

use std::fs;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// How many threads this process has.
#[must_use]
pub fn thread_count() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let threads = status
        .lines()
        .find_map(|line| line.strip_prefix("Threads:"));
    threads.unwrap().trim().parse().unwrap()
}

/// How many descriptors this process may have from now on.
pub fn limit_descriptors(descriptors: u64) {
    let limit = Rlimit {
        current: Some(descriptors),
        maximum: getrlimit(Resource::Nofile).maximum,
    };
    setrlimit(Resource::Nofile, limit).unwrap();
}
