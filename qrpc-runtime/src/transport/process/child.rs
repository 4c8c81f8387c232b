//! A started child process: waits for its end, reaps it and kills it.

use std::io;
use std::process::{self, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::watched::{self, EndNotifier, EndWatch};
use crate::child_exit::ExitReason;
use crate::error::DisconnectReason;
use crate::sync::{after, lock};
use crate::transport::threads::spawn;

/// A child process. A thread waits for the end of the child, so the child is always reaped.
#[derive(Debug)]
pub(super) struct Child {
    process: Mutex<process::Child>,
    /// The disconnect reason, once the child is reaped.
    ended_with: Mutex<Option<DisconnectReason>>,
    ended: Condvar,
}

/// The parent's ends of the child's pipes.
pub(super) struct Streams {
    pub(super) stdin: ChildStdin,
    pub(super) stdout: ChildStdout,
    pub(super) stderr: ChildStderr,
    pub(super) end_watch: EndWatch,
}

impl Child {
    /// Starts the program, and a thread that waits for the program to end.
    pub(super) fn start(command: &mut Command) -> io::Result<(Arc<Self>, Streams)> {
        let (notifier, end_watch) = watched::pair()?;
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let streams = (
            process.stdin.take(),
            process.stdout.take(),
            process.stderr.take(),
        );
        let child = Arc::new(Self {
            process: Mutex::new(process),
            ended_with: Mutex::default(),
            ended: Condvar::new(),
        });
        child.start_waiting(notifier, command)?;
        let (Some(stdin), Some(stdout), Some(stderr)) = streams else {
            // This cannot happen, because all three streams were set to `piped`.
            child.kill();
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let streams = Streams {
            stdin,
            stdout,
            stderr,
            end_watch,
        };
        Ok((child, streams))
    }

    fn start_waiting(self: &Arc<Self>, notifier: EndNotifier, command: &Command) -> io::Result<()> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = Arc::clone(self);
        let started = spawn("qrpc-child-wait", move || child.wait(&program, notifier));
        started.inspect_err(|_| {
            let mut process = lock(&self.process);
            process.kill().ok();
            process.wait().ok();
        })
    }

    fn wait(&self, program: &str, notifier: EndNotifier) {
        let reason = match self.reap() {
            Ok(exit) if exit.is_success() => {
                tracing::debug!(program, "{exit}");
                DisconnectReason::Exited(exit)
            }
            Ok(exit) => {
                tracing::warn!(program, "{exit}");
                DisconnectReason::Exited(exit)
            }
            Err(error) => {
                let problem = format!("the exit status of the child process is unknown: {error}");
                tracing::warn!(program, "{problem}");
                DisconnectReason::Failed(problem.into())
            }
        };
        *lock(&self.ended_with) = Some(reason);
        self.ended.notify_all();
        // `notifier` is dropped last, because the drop notifies threads of the child's end, and
        // these threads then need the reason.
        drop(notifier);
    }

    /// Waits for the child's end without the lock, because `kill` needs the lock. Reaps the child
    /// with the lock held, so that `kill` never signals a process id that the system has reused.
    fn reap(&self) -> io::Result<ExitReason> {
        watched::wait_for_end(&self.process)?;
        Ok(lock(&self.process).wait()?.into())
    }

    /// Waits for the child to end, for at most `patience`. Returns the disconnect reason, or `None`
    /// if the child still runs.
    pub(super) fn end_within(&self, patience: Duration) -> Option<DisconnectReason> {
        let end = after(patience);
        let mut reason = lock(&self.ended_with);
        while reason.is_none() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let waited = self.ended.wait_timeout(reason, left);
            reason = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        reason.clone()
    }

    /// Kills the child. The thread that waits for the child's end reaps it.
    pub(super) fn kill(&self) {
        lock(&self.process).kill().ok();
    }
}
