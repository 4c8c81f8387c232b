//! A change and its grade.

use std::fmt;

use super::meetings::{Lost, Senders};
use super::{ChangeKind, Meetings};

/// A difference between two versions of an API, and what it breaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What the change breaks. Changes are sorted by their grade first.
    pub grade: Grade,
    /// The place of the change, such as ``method `echo`, argument `text` ``.
    pub place: String,
    /// What changed, as the rest of a sentence that begins with the place.
    pub what: String,
    /// The kind of change; a row in the table of `docs/evolution.md` is named after it.
    pub kind: ChangeKind,
    /// The pairs of an old and a new side that no longer understand each other.
    pub meetings: Meetings,
}

/// The grade of a change: what the change breaks. The worst grade sorts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// The change breaks both a peer with the other version's stub and Rust code that uses the
    /// stub.
    WireAndSource,
    /// A peer with the other version's stub no longer understands a peer with this version's stub,
    /// or is no longer understood by it.
    Wire,
    /// Rust code that uses the stub, such as a caller or a handler, may no longer compile.
    Source,
    /// The change breaks nothing.
    Safe,
}

impl Grade {
    /// Whether a change of this grade breaks a peer with the other version's stub.
    #[must_use]
    pub fn breaks_wire(self) -> bool {
        matches!(self, Self::WireAndSource | Self::Wire)
    }

    /// Whether a change of this grade breaks Rust code that uses the stub.
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
    /// Creates a change that breaks nothing; `source` and `wire` mark it as breaking.
    pub(super) fn new(kind: ChangeKind, place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            grade: Grade::Safe,
            place: place.into(),
            what: what.into(),
            kind,
            meetings: Meetings::default(),
        }
    }

    /// Marks the change as breaking Rust code.
    pub(super) fn source(self) -> Self {
        self.source_if(true)
    }

    /// Marks the change as breaking Rust code if `breaks` is true.
    pub(super) fn source_if(mut self, breaks: bool) -> Self {
        let source = breaks || self.grade.breaks_source();
        self.grade = Grade::of(self.grade.breaks_wire(), source);
        self
    }

    /// Marks the change as breaking the wire. `senders` are the sides (normal, inverted) that send
    /// the changed values. `lost` says whether the new version does not understand the values of
    /// the old version, or the old version those of the new version.
    pub(super) fn wire(mut self, senders: Senders, lost: Lost) -> Self {
        self.meetings = Meetings::losing(senders, lost);
        self.grade = Grade::of(self.meetings.any(), self.grade.breaks_source());
        self
    }
}
