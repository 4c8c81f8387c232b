//! Starts and ends the processes of peers, and reads their lines.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::cpus::pin_this_thread;
use crate::work::QUICK;

/// A process of a peer. Dropping the `Process` ends the process.
pub(super) struct Process {
    child: Child,
    lines: Receiver<String>,
    complaints: Receiver<String>,
}

/// The time in which a process must end after its input has closed; then it is killed.
const GRACE: Duration = Duration::from_secs(3);

impl Process {
    /// Starts a command, on the CPU `cpu` if one is given.
    pub(super) fn start(words: &[String], cpu: Option<usize>, quick: bool) -> Result<Self> {
        let (program, arguments) = words.split_first().context("a command without words")?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if quick {
            command.env(QUICK, "1");
        } else {
            command.env_remove(QUICK);
        }
        let mut child = spawn(&mut command, cpu).with_context(|| format!("starting {program}"))?;
        Ok(Self {
            lines: lines(child.stdout.take().context("no output")?)?,
            complaints: lines(child.stderr.take().context("no error output")?)?,
            child,
        })
    }

    /// Waits for the next line that the process prints.
    pub(super) fn line(&self, deadline: Instant) -> Result<String> {
        let left = deadline.saturating_duration_since(Instant::now());
        match self.lines.recv_timeout(left) {
            Ok(line) => Ok(line),
            Err(RecvTimeoutError::Timeout) => bail!("it took too long{}", self.last_complaint()),
            Err(RecvTimeoutError::Disconnected) => bail!("it ended{}", self.last_complaint()),
        }
    }

    /// Returns the resident memory of the process, in KiB.
    pub(super) fn resident_kib(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.context("no VmRSS in the status")?.parse()?)
    }

    /// Returns the last line of the process on standard error, as the end of a sentence.
    fn last_complaint(&self) -> String {
        // Lines of a process that has just ended may not be read yet.
        let on_its_way = Duration::from_millis(100);
        let first = self.complaints.recv_timeout(on_its_way).ok();
        let last = self.complaints.try_iter().last().or(first);
        last.map_or_else(String::new, |line| format!(": {line}"))
    }
}

impl Drop for Process {
    /// Closes the input of the process, and kills the process if it does not end.
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let deadline = Instant::now() + GRACE;
        let left = || deadline.saturating_duration_since(Instant::now());
        // The channel of lines closes when the process ends.
        while self.lines.recv_timeout(left()).is_ok() {}
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Starts a process on its own thread, because a process inherits the CPUs of the thread that
/// starts it.
fn spawn(command: &mut Command, cpu: Option<usize>) -> Result<Child> {
    let pinned = || -> Result<Child> {
        if let Some(cpu) = cpu {
            pin_this_thread(cpu)?;
        }
        Ok(command.spawn()?)
    };
    thread::scope(|scope| scope.spawn(pinned).join())
        .unwrap_or_else(|_| bail!("the thread that starts it panicked"))
}

/// Returns the lines of a pipe. A thread reads the pipe, so that the process never waits for a
/// reader.
fn lines(pipe: impl Read + Send + 'static) -> Result<Receiver<String>> {
    let (sender, receiver) = channel();
    thread::Builder::new().spawn(move || {
        let mut lines = BufReader::new(pipe).lines().map_while(Result::ok);
        // The receiver is dropped when the process is no longer needed.
        lines.try_for_each(|line| sender.send(line))
    })?;
    Ok(receiver)
}
