//! `process`: the peer is a child of this process.

mod child;
// The listed systems have no `waitid`, so `unwatched.rs` replaces `watched.rs`.
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
use super::threads::{TRANSPORT_FLUSH_PATIENCE, ThreadChannel, discard, read_in, spawn, write_out};
use super::{Host, OnEnd, Transport};
use crate::error::{DisconnectReason, TransportError};
use crate::sync::after;

/// Starts a program and communicates over its standard input and output. Lines that the program
/// prints to standard error are logged. The name of the peer is the name of the program.
///
/// When the program ends, everything that it wrote before is still received. After that, the
/// connection ends with [`DisconnectReason::Exited`], which contains the exit code or the signal.
/// If another process, started by the program, still has the output open, that process may write
/// for another 100 ms. (On systems without `waitid`, such as Windows and OpenBSD, the connection
/// lasts until all processes that have the output open have closed it.)
///
/// If a program closes its output but does not end within one second, the disconnect reason is
/// [`DisconnectReason::Closed`]. If this process ignores `SIGCHLD`, or reaps all of its children
/// elsewhere, the exit status is lost and the disconnect reason is [`DisconnectReason::Failed`].
///
/// When the API stops, the program's input is closed. A program that does not end within two
/// seconds after its input was closed is killed.
///
/// The program inherits the working directory and the environment variables of this process. The
/// methods that change the directory or the variables have the same names as in [`Command`]:
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

/// A hint at the usual cause when a child sends data that is not a message.
const OUTPUT_HINT: &str = "the standard output of a child process is reserved for messages; \
    print to standard error instead";

/// The time that a child gets to end after its input is closed.
const CLOSED_INPUT_PATIENCE: Duration = Duration::from_secs(2);
/// The time that a child gets to end after it has closed its output or input. If the child ends in
/// time, its exit is the disconnect reason.
const CLOSED_PIPE_PATIENCE: Duration = Duration::from_secs(1);
/// The time that a killed child gets to end.
const KILL_PATIENCE: Duration = Duration::from_secs(1);

impl Process {
    /// Creates a transport that starts the program when the API starts.
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

    /// Sets the working directory of the program. Default: the directory of this process.
    ///
    /// Use an absolute path for the program: whether a relative path is resolved against the old or
    /// the new directory depends on the system. If the directory does not exist, `start` fails.
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

    /// Removes an environment variable, whether it was set with `env` or would be inherited from
    /// this process.
    #[must_use]
    pub fn env_remove(mut self, key: impl AsRef<OsStr>) -> Self {
        self.command.env_remove(key);
        self
    }

    /// Removes all environment variables: those that the program would inherit, and those that were
    /// set with `env` or `envs` before.
    #[must_use]
    pub fn env_clear(mut self) -> Self {
        self.command.env_clear();
        self
    }

    /// Parses `(<command line>)`. The command line is split as a shell would split it, but no shell
    /// is started.
    pub(super) fn from_rest(rest: &str) -> Result<Self, String> {
        let line = rest
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
            .ok_or("the command line must be in parentheses")?;
        if line.contains('\0') {
            return Err("the command line contains the character NUL".to_owned());
        }
        let mut words =
            shlex::split(line).ok_or("the command line contains a quote that is not closed")?;
        if words.is_empty() {
            return Err("the command line is empty".to_owned());
        }
        let program = words.remove(0);
        Ok(Self::new(program, words))
    }

    fn open(&mut self, host: &Host) -> io::Result<()> {
        let threads = ThreadChannel {
            noise_hint: Some(OUTPUT_HINT),
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
        let end_watch = &streams.end_watch;
        let mut stdin = Input::new(streams.stdin, end_watch.clone())?;
        let mut stdout = Output::new(streams.stdout, end_watch.clone());
        let stderr = Output::new(streams.stderr, end_watch.clone());
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
            self.end(TRANSPORT_FLUSH_PATIENCE + CLOSED_INPUT_PATIENCE);
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
        // All arguments are valid UTF-8, because they were given as strings.
        let arguments = self.command.get_args().filter_map(OsStr::to_str);
        let words = iter::once(self.program.as_str()).chain(arguments);
        // Only a word with a NUL cannot be quoted, and no program can be started with such a word.
        let line = shlex::try_join(words).unwrap_or_default();
        format!("process:({line})")
    }
}

impl Process {
    /// Closes the child's input and waits for the child to end. Kills the child if it does not end
    /// in time.
    fn end(&mut self, patience: Duration) {
        let Some(StartedChild { child, output }) = self.running.take() else {
            return;
        };
        let end = after(patience);
        output.wait_drained(TRANSPORT_FLUSH_PATIENCE.min(patience / 2));
        output.end();
        let left = end.saturating_duration_since(Instant::now());
        if child.end_within(CLOSED_INPUT_PATIENCE.min(left)).is_none() {
            tracing::warn!(
                program = %self.program,
                "killed: the child process did not exit after its input was closed"
            );
            child.kill();
            child.end_within(KILL_PATIENCE);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end(TRANSPORT_FLUSH_PATIENCE + CLOSED_INPUT_PATIENCE);
    }
}

/// Writes to the child until the connection ends. If the child has ended, writing fails, but the
/// child's output may still have to be read. Therefore a failed write does not end the connection.
fn write(child: &Child, output: &Pipe, stdin: &mut Input) {
    if write_out(output, stdin).is_ok() {
        return;
    }
    match child.end_within(CLOSED_PIPE_PATIENCE) {
        Some(_) => discard(output),
        None => output.abandon(),
    }
}

/// Returns the disconnect reason for a child whose output has ended.
fn end_of(child: &Child) -> DisconnectReason {
    child.end_within(CLOSED_PIPE_PATIENCE).unwrap_or_else(|| {
        tracing::warn!("the child process closed its output, but is still running");
        DisconnectReason::Closed
    })
}

/// Logs the child's standard error line by line. Invalid UTF-8 is replaced.
fn log(stderr: impl Read, program: &str) {
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    while let Ok(1..) = stderr
        .by_ref()
        .take(MAX_LOG_LENGTH)
        .read_until(b'\n', &mut line)
    {
        let text = String::from_utf8_lossy(&line);
        tracing::info!(target: "qrpc::process", program, "{}", text.trim_end());
        line.clear();
    }
}

/// The maximum number of bytes per log entry; longer lines are split.
const MAX_LOG_LENGTH: u64 = 64 << 10;
