//! Runs a program to its end, with a limit, and without leaving processes behind.

use std::io::Read;
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

/// Runs a program until it ends, with an empty standard input. Returns the lines of its standard
/// output.
///
/// # Errors
///
/// Returns an error with everything that the program printed if the program does not exit with
/// code 0 within 30 s, or leaves a process behind. Its processes are then killed.
pub fn printed(command: &mut Command) -> Result<Vec<String>> {
    let mut group = Group::start(command)?;
    let streams = [
        read(group.child.stdout.take()),
        read(group.child.stderr.take()),
    ];
    let end = group.end(Instant::now() + PATIENCE);
    group.kill();
    let [stdout, stderr] = streams.map(|text| text.recv().unwrap_or_default());
    match end {
        Ok(status) if status.success() => Ok(stdout.lines().map(str::to_owned).collect()),
        Ok(status) => bail!("{status}:\n{stdout}\n{stderr}"),
        Err(error) => bail!("{error:#}:\n{stdout}\n{stderr}"),
    }
}

/// A program in a process group of its own. Dropping it kills the group.
struct Group {
    child: Child,
    id: Pid,
}

impl Group {
    fn start(command: &mut Command) -> Result<Self> {
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{command:?}"))?;
        let id = Pid::from_child(&child);
        Ok(Self { child, id })
    }

    /// Waits until the program has ended, and with it all processes that it started.
    fn end(&mut self, deadline: Instant) -> Result<ExitStatus> {
        loop {
            let status = self.child.try_wait()?;
            let is_empty = test_kill_process_group(self.id) == Err(Errno::SRCH);
            match status {
                Some(status) if is_empty => return Ok(status),
                _ => ensure!(Instant::now() < deadline, "still running: {status:?}"),
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn kill(&mut self) {
        // Fails only if all processes of the group have ended.
        let _ = kill_process_group(self.id, Signal::KILL);
        let _ = self.child.wait();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Reads a stream to its end on a thread of its own. Invalid UTF-8 is replaced.
fn read(stream: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, text) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            let _ = stream.read_to_end(&mut bytes);
        }
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    text
}
