//! How a child process ended.

use std::fmt;
use std::process::ExitStatus;

/// How the child of a [`Process`](crate::transport::Process) transport ended: with an exit code,
/// or by a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitReason(ExitStatus);

impl ExitReason {
    /// The exit code, or `None` if a signal ended the child.
    #[must_use]
    pub fn code(self) -> Option<i32> {
        self.0.code()
    }

    /// The number of the signal that ended the child, such as 9 for `SIGKILL`, or `None` if the
    /// child ended with an exit code. Always `None` on systems other than Unix.
    #[must_use]
    pub fn signal(self) -> Option<i32> {
        #[cfg(unix)]
        let signal = std::os::unix::process::ExitStatusExt::signal(&self.0);
        #[cfg(not(unix))]
        let signal = None;
        signal
    }

    /// Whether the child ended with exit code 0.
    #[must_use]
    pub fn is_success(self) -> bool {
        self.0.success()
    }
}

impl From<ExitStatus> for ExitReason {
    fn from(status: ExitStatus) -> Self {
        Self(status)
    }
}

impl fmt::Display for ExitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code(), self.signal()) {
            (Some(code), _) => write!(f, "the child process exited with code {code}"),
            (None, Some(signal)) => match name_of(signal) {
                Some(name) => write!(
                    f,
                    "the child process was terminated by signal {signal} ({name})"
                ),
                None => write!(f, "the child process was terminated by signal {signal}"),
            },
            (None, None) => write!(f, "the child process exited: {}", self.0),
        }
    }
}

/// Returns the name of a signal that ends processes, or `None` for any other number. The signal
/// numbers differ between systems.
#[cfg(unix)]
fn name_of(signal: i32) -> Option<&'static str> {
    use rustix::process::Signal;

    Some(match Signal::from_named_raw(signal)? {
        Signal::HUP => "SIGHUP",
        Signal::INT => "SIGINT",
        Signal::QUIT => "SIGQUIT",
        Signal::ILL => "SIGILL",
        Signal::TRAP => "SIGTRAP",
        Signal::ABORT => "SIGABRT",
        Signal::BUS => "SIGBUS",
        Signal::FPE => "SIGFPE",
        Signal::KILL => "SIGKILL",
        Signal::USR1 => "SIGUSR1",
        Signal::SEGV => "SIGSEGV",
        Signal::USR2 => "SIGUSR2",
        Signal::PIPE => "SIGPIPE",
        Signal::ALARM => "SIGALRM",
        Signal::TERM => "SIGTERM",
        Signal::XCPU => "SIGXCPU",
        Signal::XFSZ => "SIGXFSZ",
        Signal::SYS => "SIGSYS",
        _ => return None,
    })
}

#[cfg(not(unix))]
fn name_of(_signal: i32) -> Option<&'static str> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;

    use super::*;

    #[track_caller]
    fn check(raw: i32, code: Option<i32>, signal: Option<i32>, text: &str) {
        let exit = ExitReason::from(ExitStatus::from_raw(raw));
        assert_eq!((exit.code(), exit.signal()), (code, signal));
        assert_eq!(exit.is_success(), code == Some(0));
        assert_eq!(exit.to_string(), text);
    }

    #[test]
    fn an_exit_reason_says_the_code_or_the_signal() {
        check(0, Some(0), None, "the child process exited with code 0");
        check(
            3 << 8,
            Some(3),
            None,
            "the child process exited with code 3",
        );
        let killed = "the child process was terminated by signal 9 (SIGKILL)";
        check(9, None, Some(9), killed);
        // The bit 0x80 marks a core dump.
        let aborted = "the child process was terminated by signal 6 (SIGABRT)";
        check(6 | 0x80, None, Some(6), aborted);
        check(
            63,
            None,
            Some(63),
            "the child process was terminated by signal 63",
        );
    }
}
