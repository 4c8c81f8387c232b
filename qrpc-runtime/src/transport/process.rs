//! `process`: the peer is a child of this process.

use std::io::{self, BufRead as _, BufReader, Read as _};
use std::iter;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::pipe::Pipe;
use super::threads::{FLUSH, Threads, read_in, spawn, write_out};
use super::{Host, OnEnd, Transport};
use crate::error::TransportError;
use crate::sync::{after, lock};

/// Starts a program and talks to it over its standard input and output. What it prints to
/// standard error goes to the log. The peer is called by the program's name.
///
/// When the API stops, the program's input ends; a program that does not end then is killed.
#[derive(Debug)]
pub struct Process {
    program: String,
    arguments: Vec<String>,
    child: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Arc<Mutex<Child>>,
    output: Arc<Pipe>,
}

/// What is usually wrong when a child sends something else than messages.
const HINT: &str =
    "a child's standard output belongs to the protocol; have it print to standard error";

/// How long the child may take to end after its input did.
const GRACE: Duration = Duration::from_secs(2);
/// How often it is asked whether it has.
const GLANCE: Duration = Duration::from_millis(5);

impl Process {
    /// A child that is started with the API.
    pub fn new(
        program: impl Into<String>,
        arguments: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let arguments = arguments.into_iter().map(Into::into).collect();
        Self {
            program: program.into(),
            arguments,
            child: None,
        }
    }

    /// Reads `(<command line>)`, which is split as a shell splits it, but never given to one.
    pub(super) fn from_rest(rest: &str) -> Result<Self, String> {
        let line = rest
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
            .ok_or("the command line stands in round brackets")?;
        let mut words = shlex::split(line).ok_or("a quote in the command line is not closed")?;
        if words.is_empty() {
            return Err("the command line is empty".to_owned());
        }
        let program = words.remove(0);
        Ok(Self::new(program, words))
    }

    fn spawn(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }

    fn open(&mut self, host: &Host) -> io::Result<()> {
        let mut child = self.spawn()?;
        let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let child = Arc::new(Mutex::new(child));
        let threads = Threads {
            noise_hint: Some(HINT),
            ..Threads::default()
        };
        let running = Running {
            child: Arc::clone(&child),
            output: Arc::clone(&threads.output),
        };
        self.child = Some(running);
        if let (Some(mut stdin), Some(mut stdout), Some(stderr)) = streams {
            let (input, output) = (Arc::clone(&threads.input), Arc::clone(&threads.output));
            spawn("qrpc-child-in", move || write_out(&output, &mut stdin))?;
            spawn("qrpc-child-out", move || {
                read_in(&mut stdout, &input);
                reap(&child);
            })?;
            let program = self.program.clone();
            spawn("qrpc-child-err", move || log(stderr, &program))?;
        }
        host.attach(&self.program, threads, OnEnd::End);
        Ok(())
    }
}

impl Transport for Process {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        self.open(host).map_err(|error| {
            self.end(FLUSH + GRACE);
            TransportError::new(format!("starting {}", self.program), error)
        })
    }

    fn stop(&mut self, patience: Duration) {
        self.end(patience);
    }

    fn address(&self) -> Option<String> {
        Some(self.program.clone())
    }

    fn expression(&self) -> String {
        let words = iter::once(&self.program).chain(&self.arguments);
        // Only a word with a NUL cannot be quoted, and no program can be started with it.
        let line = shlex::try_join(words.map(String::as_str)).unwrap_or_default();
        format!("process:({line})")
    }
}

impl Process {
    /// Ends the child by the end of its input, or kills it.
    fn end(&mut self, patience: Duration) {
        let Some(Running { child, output }) = self.child.take() else {
            return;
        };
        let end = after(patience);
        output.wait_drained(FLUSH.min(patience / 2));
        output.end();
        let left = end.saturating_duration_since(Instant::now());
        if !ends_within(&child, GRACE.min(left)) {
            let mut child = lock(&child);
            tracing::warn!(program = %self.program, "killed: it did not end with its input");
            child.kill().ok();
            child.wait().ok();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end(FLUSH + GRACE);
    }
}

/// Takes the exit status of a child whose output has ended, so that no zombie is left.
fn reap(child: &Mutex<Child>) {
    if !ends_within(child, GRACE) {
        tracing::warn!("a child closed its output and runs on");
    }
}

fn ends_within(child: &Mutex<Child>, patience: Duration) -> bool {
    let end = Instant::now() + patience;
    loop {
        // A child that cannot be asked was waited for before.
        if !matches!(lock(child).try_wait(), Ok(None)) {
            return true;
        }
        if Instant::now() >= end {
            return false;
        }
        thread::sleep(GLANCE);
    }
}

/// Logs what comes line by line, whether or not it is text.
fn log(stderr: ChildStderr, program: &str) {
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    while let Ok(1..) = stderr.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
        let text = String::from_utf8_lossy(&line);
        tracing::info!(target: "qrpc::process", program, "{}", text.trim_end());
        line.clear();
    }
}

/// A line that has more bytes is logged in pieces.
const LONGEST: u64 = 64 << 10;
