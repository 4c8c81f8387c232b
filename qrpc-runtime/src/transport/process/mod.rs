//! `process`: the peer is a child of this process.

mod child;
// These have no `waitid`.
#[cfg_attr(
    any(
        not(unix),
        target_os = "cygwin",
        target_os = "horizon",
        target_os = "openbsd",
        target_os = "redox"
    ),
    path = "unwatched.rs"
)]
mod watched;

use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader, Read};
use std::iter;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use child::{Child, Streams};
use watched::{Input, Output};

use super::pipe::Pipe;
use super::threads::{FLUSH, ThreadChannel, discard, read_in, spawn, write_out};
use super::{Host, OnEnd, Transport};
use crate::error::{DisconnectReason, TransportError};
use crate::sync::after;

/// Starts a program and talks to it over its standard input and output. What it prints to
/// standard error goes to the log. The peer is called by the program's name.
///
/// When the program ends, everything that it wrote before is still received. Then the connection
/// ends with [`DisconnectReason::Exited`], which has the exit code or the signal. A process that
/// the program started and that still has its output open may write for another 100 ms. (On
/// Windows and OpenBSD, the connection lasts until that process has ended.)
///
/// A program that closes its output and runs for another second disconnects with
/// [`DisconnectReason::Closed`]. Where this process ignores `SIGCHLD`, or reaps all of its
/// children elsewhere, the exit status is lost and the reason is [`DisconnectReason::Failed`].
///
/// When the API stops, the program's input ends; a program that does not end within two seconds
/// then is killed.
///
/// The program gets the working folder and the environment variables of this process, unless they
/// are changed here. The methods for that have the names that they have in [`Command`]:
///
/// ```
/// use qrpc_runtime::transport::Process;
///
/// let worker = Process::new("worker", ["--fast"])
///     .current_dir("/tmp")
///     .env("RUST_LOG", "debug")
///     .env_remove("LANG");
/// ```
#[derive(Debug)]
pub struct Process {
    program: String,
    command: Command,
    running: Option<StartedChild>,
}

#[derive(Debug)]
struct StartedChild {
    child: Arc<Child>,
    output: Arc<Pipe>,
}

/// What is usually wrong when a child sends something else than messages.
const HINT: &str =
    "a child's standard output belongs to the protocol; have it print to standard error";

/// How long the child may take to end after its input did.
const GRACE: Duration = Duration::from_secs(2);
/// How long a child that has closed its output or its input may take to end, for that to be how
/// the connection ends.
const CLOSING: Duration = Duration::from_secs(1);
/// How long a child that was killed may take to end.
const KILLED: Duration = Duration::from_secs(1);

impl Process {
    /// A child that is started with the API.
    pub fn new(
        program: impl Into<String>,
        arguments: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let program = program.into();
        let mut command = Command::new(&program);
        command.args(arguments.into_iter().map(Into::into));
        Self {
            program,
            command,
            running: None,
        }
    }

    /// Sets the working folder of the program. Default: the folder of this process.
    ///
    /// Where the program is given by a relative path, the system decides which of the two folders
    /// that path starts from; give an absolute one. A folder that does not exist is an error of
    /// `start`.
    #[must_use]
    pub fn current_dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Sets an environment variable of the program.
    #[must_use]
    pub fn env(mut self, key: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    /// Sets several environment variables of the program.
    #[must_use]
    pub fn envs<K: AsRef<OsStr>, V: AsRef<OsStr>>(
        mut self,
        variables: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.command.envs(variables);
        self
    }

    /// Removes an environment variable, whether it was set here or is one of this process.
    #[must_use]
    pub fn env_remove(mut self, key: impl AsRef<OsStr>) -> Self {
        self.command.env_remove(key);
        self
    }

    /// Removes all environment variables: those of this process, and those that were set here
    /// before.
    #[must_use]
    pub fn env_clear(mut self) -> Self {
        self.command.env_clear();
        self
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

    fn open(&mut self, host: &Host) -> io::Result<()> {
        let threads = ThreadChannel {
            noise_hint: Some(HINT),
            ..ThreadChannel::default()
        };
        let (child, streams) = Child::start(&mut self.command)?;
        self.running = Some(StartedChild {
            child: Arc::clone(&child),
            output: Arc::clone(&threads.output),
        });
        self.start_threads(&child, streams, &threads)?;
        host.attach(&self.program, threads, OnEnd::End);
        Ok(())
    }

    fn start_threads(
        &self,
        child: &Arc<Child>,
        streams: Streams,
        threads: &ThreadChannel,
    ) -> io::Result<()> {
        let gone = &streams.gone;
        let mut stdin = Input::new(streams.stdin, gone.clone())?;
        let mut stdout = Output::new(streams.stdout, gone.clone());
        let stderr = Output::new(streams.stderr, gone.clone());
        let (writes_to, output) = (Arc::clone(child), Arc::clone(&threads.output));
        spawn("qrpc-child-in", move || {
            write(&writes_to, &output, &mut stdin);
        })?;
        let (reads_from, input) = (Arc::clone(child), Arc::clone(&threads.input));
        let end_reason = Arc::clone(&threads.end_reason);
        spawn("qrpc-child-out", move || {
            read_in(&mut stdout, &input);
            if !input.has_ended() {
                end_reason.set(end_of(&reads_from)).ok();
            }
            input.end();
        })?;
        let program = self.program.clone();
        spawn("qrpc-child-err", move || log(stderr, &program))
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
        // They were strings.
        let arguments = self.command.get_args().filter_map(OsStr::to_str);
        let words = iter::once(self.program.as_str()).chain(arguments);
        // Only a word with a NUL cannot be quoted, and no program can be started with it.
        let line = shlex::try_join(words).unwrap_or_default();
        format!("process:({line})")
    }
}

impl Process {
    /// Ends the child by the end of its input, or kills it.
    fn end(&mut self, patience: Duration) {
        let Some(StartedChild { child, output }) = self.running.take() else {
            return;
        };
        let end = after(patience);
        output.wait_drained(FLUSH.min(patience / 2));
        output.end();
        let left = end.saturating_duration_since(Instant::now());
        if child.end_within(GRACE.min(left)).is_none() {
            tracing::warn!(program = %self.program, "killed: it did not end with its input");
            child.kill();
            child.end_within(KILLED);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end(FLUSH + GRACE);
    }
}

/// Writes to the child until the connection ends. A child that has ended takes nothing, but what
/// it wrote before is still to be read, so the connection does not end here.
fn write(child: &Child, output: &Pipe, stdin: &mut Input) {
    if write_out(output, stdin).is_ok() {
        return;
    }
    match child.end_within(CLOSING) {
        Some(_) => discard(output),
        None => output.abandon(),
    }
}

/// How the connection ends to a child whose output has ended.
fn end_of(child: &Child) -> DisconnectReason {
    child.end_within(CLOSING).unwrap_or_else(|| {
        tracing::warn!("a child closed its output and runs on");
        DisconnectReason::Closed
    })
}

/// Logs what comes line by line, whether or not it is text.
fn log(stderr: impl Read, program: &str) {
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
