//! The cells in which the real quickrpc has to get along with the lab.

use std::fmt;

use crate::{Dialect, Link, Meeting, Party, Program, Side};

/// What the Python program is, seen from the lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It listens on TCP.
    Server,
    /// It connects over TCP.
    Client,
    /// The lab starts it.
    Child,
}

impl Role {
    const ALL: [Self; 3] = [Self::Server, Self::Client, Self::Child];
}

/// One combination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Python's side; the lab has the other one.
    pub side: Side,
    /// Python's role.
    pub role: Role,
    /// Codec and security of both.
    pub dialect: Dialect,
}

impl Cell {
    /// All combinations.
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

    /// The meeting of this cell in which that program puts its cases to the other.
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
