//! Runs programs to their end, with a limit, and without leaving processes behind.

use std::io::{BufRead as _, BufReader, Read};
use std::mem;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

/// The maximum time for each program.
const PATIENCE: Duration = Duration::from_secs(30);

/// The maximum time that the processes of a program may outlive it.
const GRACE: Duration = Duration::from_secs(2);

/// Runs a program until it ends, with an empty standard input. Returns the lines of its standard
/// output.
///
/// # Errors
///
/// The errors of [`Running::start`] and [`Running::end`].
pub fn printed(command: &mut Command) -> Result<Vec<String>> {
    Running::start(command)?.end()
}

/// A program that runs in a process group of its own. Dropping it kills the group.
#[derive(Debug)]
pub struct Running {
    child: Child,
    group: Pid,
    deadline: Instant,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
    lines: Vec<String>,
}

impl Running {
    /// Starts a program with an empty standard input. It must end within 30 s.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut child = command
            .process_group(0)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{command:?}"))?;
        Ok(Self {
            group: Pid::from_child(&child),
            deadline: Instant::now() + PATIENCE,
            stdout: lines_of(child.stdout.take()),
            stderr: lines_of(child.stderr.take()),
            lines: Vec::new(),
            child,
        })
    }

    /// Waits for the next line of the program's standard output.
    ///
    /// # Errors
    ///
    /// Returns an error with everything that the program printed if there is no further line.
    pub fn line(&mut self) -> Result<String> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let Ok(line) = self.stdout.recv_timeout(left) else {
            bail!("no further line after {}", self.all_output());
        };
        self.lines.push(line.clone());
        Ok(line)
    }

    /// Waits until the program ends by itself. Returns all lines of its standard output.
    ///
    /// # Errors
    ///
    /// Returns an error with everything that the program printed if the program does not exit with
    /// code 0 in time, or leaves a process behind. Its processes are then killed.
    pub fn end(mut self) -> Result<Vec<String>> {
        let end = self.wait_for_group();
        self.kill();
        match end {
            Ok(status) if status.success() => {
                self.lines.extend(self.stdout.iter());
                Ok(mem::take(&mut self.lines))
            }
            Ok(status) => bail!("{status} after {}", self.all_output()),
            Err(error) => bail!("{error:#} after {}", self.all_output()),
        }
    }

    /// Waits until the program and all processes that it started have ended.
    fn wait_for_group(&mut self) -> Result<ExitStatus> {
        let status = loop {
            match self.child.try_wait()? {
                Some(status) => break status,
                None => self.pause("the program runs for too long")?,
            }
        };
        self.deadline = Instant::now() + GRACE;
        while test_kill_process_group(self.group) != Err(Errno::SRCH) {
            self.pause("the program left a process behind")?;
        }
        Ok(status)
    }

    fn pause(&self, problem: &'static str) -> Result<()> {
        ensure!(Instant::now() < self.deadline, problem);
        thread::sleep(Duration::from_millis(5));
        Ok(())
    }

    /// Kills the group, and returns what it printed.
    fn all_output(&mut self) -> String {
        self.kill();
        self.lines.extend(self.stdout.iter());
        let stderr: Vec<_> = self.stderr.iter().collect();
        format!("{:#?}\n{}", self.lines, stderr.join("\n"))
    }

    fn kill(&mut self) {
        // Both fail only if the processes have ended.
        let _ = kill_process_group(self.group, Signal::KILL);
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Reads lines on a thread of its own. Invalid UTF-8 is replaced.
fn lines_of(stream: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        let stream = stream
            .into_iter()
            .flat_map(|stream| BufReader::new(stream).split(b'\n'));
        for line in stream.map_while(Result::ok) {
            let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
    lines
}
