//! One change, and its grade.

use std::fmt;

use super::meetings::{Lost, Senders};
use super::{Kind, Meetings};

/// One difference between two versions of an API, and what breaks by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What it breaks; changes sort by it first.
    pub grade: Grade,
    /// Where it is, such as ``method `echo`, argument `text` ``.
    pub place: String,
    /// What is different there, as the rest of a sentence.
    pub what: String,
    /// Which row of the table it belongs to.
    pub kind: Kind,
    /// The meetings of old and new in which it breaks the wire.
    pub meetings: Meetings,
}

/// What a change breaks. The worst sorts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// Both a peer with the other stub, and Rust code that uses this one.
    WireAndSource,
    /// A deployed peer that has the other stub.
    Wire,
    /// Rust code that uses the stub: a caller or a handler.
    Source,
    /// Nothing.
    Safe,
}

impl Grade {
    /// Whether it breaks a peer that has the other stub.
    #[must_use]
    pub fn breaks_wire(self) -> bool {
        matches!(self, Self::WireAndSource | Self::Wire)
    }

    /// Whether it breaks Rust code that uses the stub.
    #[must_use]
    pub fn breaks_source(self) -> bool {
        matches!(self, Self::WireAndSource | Self::Source)
    }

    fn of(wire: bool, source: bool) -> Self {
        match (wire, source) {
            (true, true) => Self::WireAndSource,
            (true, false) => Self::Wire,
            (false, true) => Self::Source,
            (false, false) => Self::Safe,
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WireAndSource => "wire, source",
            Self::Wire => "wire",
            Self::Source => "source",
            Self::Safe => "safe",
        })
    }
}

impl Change {
    /// One that breaks nothing so far.
    pub(super) fn new(kind: Kind, place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            grade: Grade::Safe,
            place: place.into(),
            what: what.into(),
            kind,
            meetings: Meetings::default(),
        }
    }

    /// It breaks Rust code.
    pub(super) fn source(self) -> Self {
        self.source_if(true)
    }

    /// It breaks Rust code where this holds.
    pub(super) fn source_if(mut self, breaks: bool) -> Self {
        let source = breaks || self.grade.breaks_source();
        self.grade = Grade::of(self.grade.breaks_wire(), source);
        self
    }

    /// It breaks the wire where versions meet in which this is lost of what these sides send.
    pub(super) fn wire(mut self, senders: Senders, lost: Lost) -> Self {
        self.meetings = Meetings::losing(senders, lost);
        self.grade = Grade::of(self.meetings.any(), self.grade.breaks_source());
        self
    }
}
