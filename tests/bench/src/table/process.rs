//! A process that speaks the protocol.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::cpus::pin_this_thread;
use crate::work::QUICK;

/// A process of a peer. It ends when this is dropped.
pub(super) struct Process {
    child: Child,
    lines: Receiver<String>,
    complaints: Receiver<String>,
}

/// How long a process may take to end by itself when its input has closed.
const GRACE: Duration = Duration::from_secs(3);

impl Process {
    /// Starts a command, on one CPU if there is a number.
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

    /// The memory that the process has now, in KiB.
    pub(super) fn resident_kib(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.context("no VmRSS in the status")?.parse()?)
    }

    /// The last line on standard error, as the end of a sentence.
    fn last_complaint(&self) -> String {
        // A process that has just ended may have lines on their way here.
        let on_its_way = Duration::from_millis(100);
        let first = self.complaints.recv_timeout(on_its_way).ok();
        let last = self.complaints.try_iter().last().or(first);
        last.map_or_else(String::new, |line| format!(": {line}"))
    }
}

impl Drop for Process {
    /// Closes its input, and kills the process if that does not end it.
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let deadline = Instant::now() + GRACE;
        let left = || deadline.saturating_duration_since(Instant::now());
        // The lines end with the process.
        while self.lines.recv_timeout(left()).is_ok() {}
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A process inherits the CPUs of the thread that starts it; that thread is needed only for this.
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

/// The lines of a pipe, read by a thread of their own so that the process never waits for a reader.
fn lines(pipe: impl Read + Send + 'static) -> Result<Receiver<String>> {
    let (sender, receiver) = channel();
    thread::Builder::new().spawn(move || {
        let mut lines = BufReader::new(pipe).lines().map_while(Result::ok);
        // Nobody listens any more when the process has been given up.
        lines.try_for_each(|line| sender.send(line))
    })?;
    Ok(receiver)
}
