//! Reads the threads, memory and descriptor limits of this process from the system, and sets the
//! descriptor limit.

use std::fs;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Returns the number of threads of this process.
#[must_use]
pub fn thread_count() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let threads = status
        .lines()
        .find_map(|line| line.strip_prefix("Threads:"));
    threads.unwrap().trim().parse().unwrap()
}

/// Returns the number of threads of this process whose names begin with `prefix`.
#[must_use]
pub fn threads_named(prefix: &str) -> usize {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let names = tasks.filter_map(|task| {
        let path = task.unwrap().path().join("comm");
        // A thread may end before its file is read.
        fs::read_to_string(path).ok()
    });
    names.filter(|name| name.starts_with(prefix)).count()
}

/// Returns the resident memory of this process in bytes.
#[must_use]
pub fn resident_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = resident.unwrap().trim().strip_suffix(" kB").unwrap();
    kibibytes.parse::<usize>().unwrap() << 10
}

/// Returns the maximum number of descriptors that this process may have.
#[must_use]
pub fn descriptors_allowed() -> u64 {
    getrlimit(Resource::Nofile).maximum.unwrap_or(u64::MAX)
}

/// Sets the maximum number of descriptors of this process.
pub fn limit_descriptors(descriptors: u64) {
    let limit = Rlimit {
        current: Some(descriptors),
        maximum: getrlimit(Resource::Nofile).maximum,
    };
    setrlimit(Resource::Nofile, limit).unwrap();
}
