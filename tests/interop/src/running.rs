//! A program that runs, seen through its lines on stderr.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// No program of a meeting may take longer.
const PATIENCE: Duration = Duration::from_secs(50);

/// Ends with its stdin, or is killed when this is dropped.
pub(crate) struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    deadline: Instant,
    log: Vec<String>,
}

impl Running {
    pub(crate) fn start(command: &[String]) -> Result<Self> {
        let (program, arguments) = command.split_first().context("an empty command")?;
        let mut child = Command::new(program)
            .args(arguments)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| program.clone())?;
        let stderr = child.stderr.take().context("stderr is piped")?;
        Ok(Self {
            stdin: child.stdin.take(),
            child,
            lines: lines_of(stderr),
            deadline: Instant::now() + PATIENCE,
            log: Vec::new(),
        })
    }

    /// Waits for a line that begins so, and gives the rest of it.
    pub(crate) fn wait_for(&mut self, beginning: &str) -> Result<String> {
        while let Some(line) = self.next_line()? {
            if let Some(rest) = line.strip_prefix(beginning) {
                return Ok(rest.to_owned());
            }
        }
        bail!("it ended before {beginning:?}:\n{}", self.log.join("\n"))
    }

    /// Waits until it has ended by itself.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        while self.next_line()?.is_some() {}
        Ok(self.child.wait()?)
    }

    /// Closes its stdin and waits until it has ended for that.
    pub(crate) fn end(&mut self) -> Result<ExitStatus> {
        self.stdin = None;
        self.wait()
    }

    /// What it printed as far as somebody waited.
    pub(crate) fn log(&self) -> &[String] {
        &self.log
    }

    fn next_line(&mut self) -> Result<Option<String>> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        match self.lines.recv_timeout(left) {
            Ok(line) => {
                self.log.push(line.clone());
                Ok(Some(line))
            }
            Err(RecvTimeoutError::Disconnected) => Ok(None),
            Err(RecvTimeoutError::Timeout) => {
                bail!("it took too long after:\n{}", self.log.join("\n"))
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines_of(stderr: ChildStderr) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
            let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
    lines
}
