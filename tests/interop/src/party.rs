//! Who comes to a meeting, and the command line that brings them there.

use anyhow::Result;

use crate::{Dialect, Program};

/// One side of the Lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Answers `echo` and others.
    Normal,
    /// Answers `ask`.
    Inverted,
}

impl Side {
    /// Both of them.
    pub const BOTH: [Self; 2] = [Self::Normal, Self::Inverted];

    /// Whom this side talks to.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Normal => Self::Inverted,
            Self::Inverted => Self::Normal,
        }
    }

    /// As on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Inverted => "inverted",
        }
    }

    /// The lines that this side prints once it got the two plain notifications of every check.
    pub(crate) fn lines_of_plain_notifications(self) -> [&'static str; 2] {
        match self {
            Self::Normal => [r#"notify arg1="x" arg2=5"#, r#"notify arg1="val1" arg2=2"#],
            Self::Inverted => [r#"helloworld arg1="x""#, r#"helloworld arg1="val1""#],
        }
    }
}

/// A program that speaks for a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// Which program.
    pub program: Program,
    /// Its side.
    pub side: Side,
}

impl Party {
    /// How many cases it puts to the other: counted by hand, so that none gets lost unseen.
    pub(crate) fn cases(self) -> usize {
        match (self.program, self.side) {
            (Program::Python, _) | (Program::Lab, Side::Inverted) => 21,
            (Program::Lab, Side::Normal) => 13,
        }
    }

    /// Its command line on that transport.
    pub(crate) fn command(self, transport: &str, dialect: Dialect) -> Result<Vec<String>> {
        let mut command = self.program.command()?;
        let security = dialect.security_of(self.program.user());
        for (option, value) in [
            ("--side", self.side.name()),
            ("--transport", transport),
            ("--codec", dialect.codec),
            ("--security", &security),
        ] {
            command.extend([option.to_owned(), value.to_owned()]);
        }
        Ok(command)
    }
}
