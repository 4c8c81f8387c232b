//! No job is lost or done twice when workers are killed.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};

const JOBS: usize = 1_000;
const IN_FLIGHT: usize = 100;

/// A process that is killed at the end of the test, also if the test fails.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

struct Controller {
    process: Process,
    lines: Lines<BufReader<ChildStdout>>,
    printed: Vec<String>,
    address: String,
}

impl Controller {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_controller"));
        command.args(["127.0.0.1:0", &JOBS.to_string()]);
        let mut process = Process(command.stdout(Stdio::piped()).spawn().unwrap());
        let mut lines = BufReader::new(process.0.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let address = first.strip_prefix("listens at ").unwrap().to_owned();
        Self {
            process,
            lines,
            printed: Vec::new(),
            address,
        }
    }

    fn worker(&self, milliseconds: u64) -> Process {
        let mut command = Command::new(env!("CARGO_BIN_EXE_worker"));
        command.args([&self.address, &milliseconds.to_string()]);
        Process(command.spawn().unwrap())
    }

    /// Reads until `count` more jobs have begun.
    fn wait_for_jobs(&mut self, count: usize) {
        let mut began = 0;
        while began < count {
            let line = self.lines.next().unwrap().unwrap();
            began += usize::from(line.contains(" began at "));
            self.printed.push(line);
        }
    }

    /// Reads until the controller ends. Returns everything that it printed.
    fn wait(mut self) -> Vec<String> {
        self.printed.extend(self.lines.map(Result::unwrap));
        assert!(self.process.0.wait().unwrap().success());
        self.printed
    }
}

#[test]
fn the_jobs_of_killed_workers_are_done_by_others() {
    let mut controller = Controller::start();
    // These workers need an hour for each job.
    let slow = [controller.worker(3_600_000), controller.worker(3_600_000)];
    controller.wait_for_jobs(2 * IN_FLIGHT);
    // On Unix, this sends SIGKILL.
    drop(slow);
    let brief = controller.worker(5);
    controller.wait_for_jobs(IN_FLIGHT);
    drop(brief);
    let _last = controller.worker(1);

    let printed = controller.wait();
    let lost = printed
        .iter()
        .filter(|line| line.contains(" goes to another worker: "));
    assert!(lost.count() >= 2 * IN_FLIGHT);
    let results = printed
        .iter()
        .filter_map(|line| line.strip_prefix("result "));
    let results: HashMap<_, _> = results.filter_map(|line| line.split_once(": ")).collect();
    assert_eq!(results.len(), JOBS);
    for (number, result) in results {
        assert_eq!(result, format!("JOB {number}"));
    }
}
