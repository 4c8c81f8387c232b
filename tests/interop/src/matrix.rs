//! All combinations in which the real quickrpc and the program `lab` are tested with each other.

use std::fmt;

use crate::{Dialect, Link, Meeting, Party, Program, Side};

/// The role of the Python program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The Python program listens on TCP.
    Server,
    /// The Python program connects over TCP.
    Client,
    /// The program `lab` starts the Python program as a child process.
    Child,
}

impl Role {
    const ALL: [Self; 3] = [Self::Server, Self::Client, Self::Child];
}

/// One combination of a side, a role and a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The side of the Python program; `lab` runs the other side.
    pub side: Side,
    /// The role of the Python program.
    pub role: Role,
    /// The codec and the security provider of both programs.
    pub dialect: Dialect,
}

impl Cell {
    /// Returns all combinations.
    pub fn all() -> impl Iterator<Item = Self> {
        Side::BOTH.into_iter().flat_map(|side| {
            Role::ALL.into_iter().flat_map(move |role| {
                Dialect::ALL.into_iter().map(move |dialect| Self {
                    side,
                    role,
                    dialect,
                })
            })
        })
    }

    /// Returns the meeting of this cell in which the program `asking` runs its test cases against
    /// the other program.
    #[must_use]
    pub fn meeting(self, asking: Program) -> Meeting {
        let Self { side, dialect, .. } = self;
        let python = Party {
            program: Program::Python,
            side,
        };
        let lab = Party {
            program: Program::Lab,
            side: side.other(),
        };
        let (link, host, guest) = match self.role {
            Role::Server => (Link::Tcp, python, lab),
            Role::Client => (Link::Tcp, lab, python),
            Role::Child => (Link::Child, lab, python),
        };
        let asking = if asking == Program::Python {
            side
        } else {
            side.other()
        };
        Meeting {
            link,
            dialect,
            host,
            guest,
            asking,
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = match self.role {
            Role::Server => "server",
            Role::Client => "client",
            Role::Child => "child",
        };
        write!(f, "python {} as {role}, {}", self.side.name(), self.dialect)
    }
}
