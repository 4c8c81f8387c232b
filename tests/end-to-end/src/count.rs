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

/// How many threads of this process have names that begin so.
#[must_use]
pub fn threads_named(prefix: &str) -> usize {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let names = tasks.filter_map(|task| {
        let path = task.unwrap().path().join("comm");
        // A thread may end meanwhile.
        fs::read_to_string(path).ok()
    });
    names.filter(|name| name.starts_with(prefix)).count()
}

/// How many bytes of memory this process takes up.
#[must_use]
pub fn resident_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = resident.unwrap().trim().strip_suffix(" kB").unwrap();
    kibibytes.parse::<usize>().unwrap() << 10
}

/// How many descriptors this process may have at most.
#[must_use]
pub fn descriptors_allowed() -> u64 {
    getrlimit(Resource::Nofile).maximum.unwrap_or(u64::MAX)
}

/// How many descriptors this process may have from now on.
pub fn limit_descriptors(descriptors: u64) {
    let limit = Rlimit {
        current: Some(descriptors),
        maximum: getrlimit(Resource::Nofile).maximum,
    };
    setrlimit(Resource::Nofile, limit).unwrap();
}
