//! Two parties meet over a link; one of them puts its cases to the other.

use std::process::ExitStatus;

use anyhow::{Context, Result, ensure};

use crate::running::Running;
use crate::{Dialect, Party};

/// How the two reach each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The host listens on TCP, the guest connects.
    Tcp,
    /// The host, which has to be a `lab`, starts the guest as its child.
    Child,
}

/// Two parties and what they agreed on. One of them checks.
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
}

impl Meeting {
    /// Lets them meet; gives the names of the cases, all of which passed.
    ///
    /// # Errors
    ///
    /// When a case failed, the answering one did not print the plain notifications that it got, or
    /// either did not end with 0. The error has all that was printed.
    pub fn hold(&self) -> Result<Vec<String>> {
        let (ends, lines) = match self.link {
            Link::Tcp => self.over_tcp(),
            Link::Child => self.as_parent_and_child(),
        }?;
        self.judge(&ends, &lines).with_context(|| lines.join("\n"))
    }

    fn over_tcp(&self) -> Result<(Vec<ExitStatus>, Vec<String>)> {
        let mut host = self.start_host("tcpserv:127.0.0.1:0")?;
        let address = host.wait_for("ready ")?;
        let mut guest = Running::start(&self.guest_command(&format!("tcp:{address}"))?)?;
        let ends = if self.guest.checks {
            vec![guest.wait()?, host.end()?]
        } else {
            vec![host.wait()?, guest.end()?]
        };
        Ok((ends, [host.log(), guest.log()].concat()))
    }

    /// What the child prints and how it ends is the parent's secret, so a shell writes it down.
    fn as_parent_and_child(&self) -> Result<(Vec<ExitStatus>, Vec<String>)> {
        let notes = tempfile::NamedTempFile::new()?;
        let mut command = ["sh", "-c", NOTE_DOWN].map(str::to_owned).to_vec();
        command.push(notes.path().display().to_string());
        command.extend(self.guest_command("stdio:")?);
        let mut parent = self.start_host(&format!("process:({})", quoted(&command)))?;
        let end = parent.wait()?;
        let notes = std::fs::read_to_string(notes.path())?;
        let lines: Vec<_> = notes.lines().map(str::to_owned).collect();
        ensure!(
            lines.iter().any(|line| line == "ended with 0"),
            "the child failed: {notes}"
        );
        Ok((vec![end], [parent.log(), &lines].concat()))
    }

    fn start_host(&self, transport: &str) -> Result<Running> {
        Running::start(&self.host.command(transport, self.dialect, self.guest)?)
    }

    fn guest_command(&self, transport: &str) -> Result<Vec<String>> {
        self.guest.command(transport, self.dialect, self.host)
    }

    fn judge(&self, ends: &[ExitStatus], lines: &[String]) -> Result<Vec<String>> {
        let passed: Vec<_> = lines
            .iter()
            .filter_map(|line| line.strip_prefix("passed ").map(str::to_owned))
            .collect();
        let summary = format!("{} passed, 0 failed", passed.len());
        ensure!(lines.contains(&summary), "no line {summary:?}");
        for line in self.answering().side.lines_of_plain_notifications() {
            let count = lines.iter().filter(|printed| *printed == line).count();
            ensure!(count == 1, "{count} lines {line:?}");
        }
        ensure!(
            ends.iter().all(ExitStatus::success),
            "they ended with {ends:?}"
        );
        Ok(passed)
    }

    fn answering(&self) -> Party {
        if self.host.checks {
            self.guest
        } else {
            self.host
        }
    }
}

/// Runs a command with its stderr in the file that comes first.
const NOTE_DOWN: &str = r#""$@" 2>>"$0"; echo "ended with $?" >>"$0""#;

/// One line, as a shell would read it.
fn quoted(command: &[String]) -> String {
    let words: Vec<_> = command.iter().map(|word| format!("'{word}'")).collect();
    words.join(" ")
}
