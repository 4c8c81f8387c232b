//! Records which sides send values, and which new side no longer understands which old side.

use crate::model::{Direction, Side};

/// The pairs of an old and a new side between which something breaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meetings {
    /// The normal side of the new version and the inverted side of the old version.
    pub new_normal: bool,
    /// The inverted side of the new version and the normal side of the old version.
    pub new_inverted: bool,
}

impl Meetings {
    /// Whether something breaks in at least one pair.
    #[must_use]
    pub fn any(self) -> bool {
        self.new_normal || self.new_inverted
    }

    /// Returns the pairs of sides that break if values that `senders` send are not understood in
    /// the directions `lost`.
    pub(super) fn losing(senders: Senders, lost: Lost) -> Self {
        let meeting = |new: bool, old: bool| new && lost.new_to_old || old && lost.old_to_new;
        Self {
            new_normal: meeting(senders.normal, senders.inverted),
            new_inverted: meeting(senders.inverted, senders.normal),
        }
    }
}

/// The sides of the API that send a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Senders {
    normal: bool,
    inverted: bool,
}

impl Senders {
    /// Both sides: either side may send the value.
    pub(super) const EITHER: Self = Self {
        normal: true,
        inverted: true,
    };

    /// The sides that call a method.
    pub(super) fn callers(direction: Direction) -> Self {
        Self {
            normal: direction.seen_from(Side::Normal).calls(),
            inverted: direction.seen_from(Side::Inverted).calls(),
        }
    }

    /// The opposite sides. The opposite sides of the callers of a method are the sides that answer
    /// the method.
    pub(super) fn others(self) -> Self {
        Self {
            normal: self.inverted,
            inverted: self.normal,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            normal: self.normal && other.normal,
            inverted: self.inverted && other.inverted,
        }
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self {
            normal: self.normal || other.normal,
            inverted: self.inverted || other.inverted,
        }
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self {
            normal: self.normal && !other.normal,
            inverted: self.inverted && !other.inverted,
        }
    }
}

/// The directions in which values are refused, or read as a different value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lost {
    /// The new version does not understand values that the old version sends.
    pub(super) old_to_new: bool,
    /// The old version does not understand values that the new version sends.
    pub(super) new_to_old: bool,
}

impl Lost {
    pub(super) const NOTHING: Self = Self {
        old_to_new: false,
        new_to_old: false,
    };
    pub(super) const OLD_TO_NEW: Self = Self {
        old_to_new: true,
        new_to_old: false,
    };
    pub(super) const NEW_TO_OLD: Self = Self {
        old_to_new: false,
        new_to_old: true,
    };
    /// Values are not understood in either direction.
    pub(super) const BOTH: Self = Self {
        old_to_new: true,
        new_to_old: true,
    };

    pub(super) fn or(self, other: Self) -> Self {
        Self {
            old_to_new: self.old_to_new || other.old_to_new,
            new_to_old: self.new_to_old || other.new_to_old,
        }
    }

    /// Returns `self` if `holds` is true, or else [`NOTHING`](Self::NOTHING).
    pub(super) fn only_if(self, holds: bool) -> Self {
        if holds { self } else { Self::NOTHING }
    }
}
