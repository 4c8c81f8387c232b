//! Connects two programs, one of which runs its test cases against the other.

use std::fs;
use std::process::ExitStatus;

use anyhow::{Context, Result, ensure};

use crate::running::Running;
use crate::{Dialect, Party, Program, Side};

/// How the two programs are connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The host listens on TCP, and the guest connects.
    Tcp,
    /// The host, which must be the program `lab`, starts the guest as its child process.
    Child,
}

/// Two programs for different sides, and how they are connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// How the two programs are connected.
    pub link: Link,
    /// The codec and the security provider of both programs.
    pub dialect: Dialect,
    /// The program that is started first.
    pub host: Party,
    /// The program that connects to the host, or that the host starts.
    pub guest: Party,
    /// The side that runs its test cases against the other side.
    pub asking: Side,
}

/// The exit statuses and the printed lines of the programs.
struct Remains {
    ends: Vec<ExitStatus>,
    lines: Vec<String>,
}

impl Meeting {
    /// Runs the two programs. Returns the number of test cases that passed, which is always the
    /// number of all cases.
    ///
    /// # Errors
    ///
    /// Returns an error if a case failed, if the answering program did not print the plain
    /// notifications exactly once, or if a program did not end with 0. The error contains all
    /// printed lines.
    pub fn hold(&self) -> Result<usize> {
        let remains = match self.link {
            Link::Tcp => self.over_tcp(),
            Link::Child => self.as_parent_and_child(),
        }?;
        self.judge(&remains)
            .with_context(|| remains.lines.join("\n"))
    }

    fn over_tcp(&self) -> Result<Remains> {
        let mut host = Running::start(&self.command(self.host, "tcpserv:127.0.0.1:0")?)?;
        let address = host.wait_for("ready ")?;
        let mut guest = Running::start(&self.command(self.guest, &format!("tcp:{address}"))?)?;
        let ends = if self.asking == self.guest.side {
            vec![guest.wait()?, host.end()?]
        } else {
            vec![host.wait()?, guest.end()?]
        };
        let lines = [host.log(), guest.log()].concat();
        Ok(Remains { ends, lines })
    }

    /// Runs the guest as a child of the host. Only the parent sees the output and the exit code of
    /// its child, so a shell writes both to a file.
    fn as_parent_and_child(&self) -> Result<Remains> {
        let notes = tempfile::NamedTempFile::new()?;
        let mut child = ["sh", "-c", NOTE].map(str::to_owned).to_vec();
        child.push(notes.path().display().to_string());
        child.extend(self.command(self.guest, "stdio:")?);
        let process = format!("process:({})", quoted(&child));
        let mut parent = Running::start(&self.command(self.host, &process)?)?;
        let end = parent.wait()?;
        let notes = fs::read_to_string(notes.path())?;
        ensure!(notes.ends_with("ended with 0\n"), "the child: {notes}");
        let notes: Vec<_> = notes.lines().map(str::to_owned).collect();
        Ok(Remains {
            ends: vec![end],
            lines: [parent.log(), &notes].concat(),
        })
    }

    fn command(&self, party: Party, transport: &str) -> Result<Vec<String>> {
        let mut command = party.command(transport, self.dialect)?;
        if party.side == self.asking {
            command.push("--check".to_owned());
        }
        if party.program == Program::Python {
            let peer = self.of_side(party.side.other());
            let user = self.dialect.user(peer.program.user());
            command.extend(["--peer-user".to_owned(), user.to_owned()]);
        }
        Ok(command)
    }

    fn judge(&self, remains: &Remains) -> Result<usize> {
        let Remains { ends, lines } = remains;
        let cases = self.of_side(self.asking).cases();
        let summary = format!("{cases} passed, 0 failed");
        ensure!(lines.contains(&summary), "no line {summary:?}");
        for line in self.asking.other().lines_of_plain_notifications() {
            let count = lines.iter().filter(|printed| *printed == line).count();
            ensure!(count == 1, "{count} lines {line:?}");
        }
        let all_is_well = ends.iter().all(ExitStatus::success);
        ensure!(all_is_well, "they ended with {ends:?}");
        Ok(cases)
    }

    fn of_side(&self, side: Side) -> Party {
        if self.host.side == side {
            self.host
        } else {
            self.guest
        }
    }
}

/// A shell script that runs the command in its arguments, and appends the command's stderr and exit
/// code to the file `$0`.
const NOTE: &str = r#""$@" 2>>"$0"; echo "ended with $?" >>"$0""#;

/// Returns the command on one line, quoted for a shell.
fn quoted(command: &[String]) -> String {
    let words: Vec<_> = command.iter().map(|word| format!("'{word}'")).collect();
    words.join(" ")
}
