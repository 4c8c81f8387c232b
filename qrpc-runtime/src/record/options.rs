//! The options of a struct, which the macros take in brackets after its name.

use super::field::Unknown;
use super::preset::Preset;

/// The options of a record or of arguments. Each function after the first two is an option.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    unknown: Unknown,
    omits: Omits,
}

/// The fields that are left out when a struct is written.
#[derive(Clone, Copy, Debug)]
enum Omits {
    /// Optional fields that are `None`.
    Absent,
    /// Fields that equal their default.
    Defaults,
}

impl Options {
    /// A record without options: unknown fields are skipped, and defaults are written.
    #[must_use]
    pub const fn record() -> Self {
        Self {
            unknown: Unknown::Skipped,
            omits: Omits::Absent,
        }
    }

    /// Arguments without options: unknown ones are refused, and defaults are left out.
    #[must_use]
    pub const fn arguments() -> Self {
        Self {
            unknown: Unknown::Refused,
            omits: Omits::Defaults,
        }
    }

    /// Also reads a list. It is the first option, because the macros implement it.
    #[must_use]
    pub const fn positional(self) -> Self {
        self
    }

    /// Also reads a list, and writes one. It is the first option, because the macros implement it.
    #[must_use]
    pub const fn by_position(self) -> Self {
        self
    }

    /// Writes fields that equal their default, except absent ones.
    #[must_use]
    pub const fn send_defaults(self) -> Self {
        Self {
            omits: Omits::Absent,
            ..self
        }
    }

    /// Leaves out fields that equal their default.
    #[must_use]
    pub const fn omit_defaults(self) -> Self {
        Self {
            omits: Omits::Defaults,
            ..self
        }
    }

    /// Skips unknown arguments.
    #[must_use]
    pub const fn ignore_unknown(self) -> Self {
        Self {
            unknown: Unknown::Skipped,
            ..self
        }
    }

    /// The treatment of unknown names.
    #[must_use]
    pub const fn unknown(self) -> Unknown {
        self.unknown
    }

    /// Whether a field with this value is left out.
    pub fn omits<T>(self, value: &T, preset: &impl Preset<T>) -> bool {
        match self.omits {
            Omits::Absent => preset.is_absent(value),
            Omits::Defaults => preset.is(value),
        }
    }
}
