//! Two parties meet over a link; one of them puts its cases to the other.

use std::fs;
use std::process::ExitStatus;

use anyhow::{Context, Result, ensure};

use crate::running::Running;
use crate::{Dialect, Party, Program, Side};

/// How the two reach each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The host listens on TCP, the guest connects.
    Tcp,
    /// The host, which has to be a `lab`, starts the guest as its child.
    Child,
}

/// Two parties, of different sides, and what they agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// How they reach each other.
    pub link: Link,
    /// Codec and security.
    pub dialect: Dialect,
    /// Who is there first.
    pub host: Party,
    /// Who comes.
    pub guest: Party,
    /// The side that puts its cases to the other.
    pub asking: Side,
}

/// What is left of a meeting.
struct Remains {
    ends: Vec<ExitStatus>,
    lines: Vec<String>,
}

impl Meeting {
    /// Lets them meet; says how many cases passed, which is all there are.
    ///
    /// # Errors
    ///
    /// When a case failed, the answering one did not print the plain notifications that it got, or
    /// either did not end with 0. The error has all that was printed.
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

    /// What the child prints and how it ends, its parent alone would know; so a shell notes it.
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

/// Runs a command with its stderr in the file that comes first.
const NOTE: &str = r#""$@" 2>>"$0"; echo "ended with $?" >>"$0""#;

/// One line, as a shell would read it.
fn quoted(command: &[String]) -> String {
    let words: Vec<_> = command.iter().map(|word| format!("'{word}'")).collect();
    words.join(" ")
}
