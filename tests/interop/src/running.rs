//! A running program, whose lines on stderr are read.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The maximum time for each program.
const PATIENCE: Duration = Duration::from_secs(50);

/// A running program. Closing its stdin ends the program, and dropping the `Running` kills it.
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

    /// Waits for a line that starts with `beginning`, and returns the rest of the line.
    pub(crate) fn wait_for(&mut self, beginning: &str) -> Result<String> {
        while let Some(line) = self.next_line()? {
            if let Some(rest) = line.strip_prefix(beginning) {
                return Ok(rest.to_owned());
            }
        }
        bail!("it ended before {beginning:?}:\n{}", self.log.join("\n"))
    }

    /// Waits until the program ends by itself.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        while self.next_line()?.is_some() {}
        Ok(self.child.wait()?)
    }

    /// Closes the stdin of the program, and waits until the program ends.
    pub(crate) fn end(&mut self) -> Result<ExitStatus> {
        self.stdin = None;
        self.wait()
    }

    /// Returns the lines that were read from the program so far.
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
        // `kill` and `wait` fail only if the program has already ended.
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
