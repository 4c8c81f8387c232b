//! The options of a struct, which the macros take in brackets after the name of the struct.

use super::field::Unknown;
use super::preset::Preset;

/// The options of a record or of arguments. Each function that takes and returns `Self` is an
/// option.
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
    /// Returns the options that a record has unless its macro call changes them: unknown fields are
    /// skipped, and all fields are written, except absent optional fields.
    #[must_use]
    pub const fn record() -> Self {
        Self {
            unknown: Unknown::Skipped,
            omits: Omits::Absent,
        }
    }

    /// Returns the options that arguments have unless their macro call changes them: unknown
    /// arguments are refused, and an argument whose value equals its default is left out.
    #[must_use]
    pub const fn arguments() -> Self {
        Self {
            unknown: Unknown::Refused,
            omits: Omits::Defaults,
        }
    }

    /// Reads the struct from a list too. The macros implement this option, so the function changes
    /// nothing. The macros expect `positional` as the first option.
    #[must_use]
    pub const fn positional(self) -> Self {
        self
    }

    /// Reads the struct from a list too, and writes a list instead of a map. The macros implement
    /// this option, so the function changes nothing. The macros expect `by_position` as the first
    /// option.
    #[must_use]
    pub const fn by_position(self) -> Self {
        self
    }

    /// Writes fields that equal their default, except absent optional fields.
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

    /// Returns the treatment of unknown names.
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
