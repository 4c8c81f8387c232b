//! A program with its side, and its command line.

use anyhow::Result;

use crate::{Dialect, Program};

/// A side of the API `Lab`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The side that answers `echo` and other methods.
    Normal,
    /// The side that answers `ask`.
    Inverted,
}

impl Side {
    /// Both sides.
    pub const BOTH: [Self; 2] = [Self::Normal, Self::Inverted];

    /// Returns the opposite side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Normal => Self::Inverted,
            Self::Inverted => Self::Normal,
        }
    }

    /// Returns the name of the side on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Inverted => "inverted",
        }
    }

    /// Returns the lines that this side prints for the two plain notifications that every run of
    /// the test cases sends.
    pub(crate) fn lines_of_plain_notifications(self) -> [&'static str; 2] {
        match self {
            Self::Normal => [r#"notify arg1="x" arg2=5"#, r#"notify arg1="val1" arg2=2"#],
            Self::Inverted => [r#"helloworld arg1="x""#, r#"helloworld arg1="val1""#],
        }
    }
}

/// A program that runs one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// The program.
    pub program: Program,
    /// The side that the program runs.
    pub side: Side,
}

impl Party {
    /// Returns the number of test cases that the program runs. The number is written by hand, so
    /// that no case gets lost unnoticed.
    pub(crate) fn cases(self) -> usize {
        match (self.program, self.side) {
            (Program::Python, _) | (Program::Lab, Side::Inverted) => 21,
            (Program::Lab, Side::Normal) => 13,
        }
    }

    /// Returns the command line of the program for a transport.
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
