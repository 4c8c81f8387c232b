//! Outgoing values whose type a codec does not need to know.

use serde::Serialize;

use super::finite::write_json;

/// Anything that can be serialized: the arguments of a call, or its result.
///
/// A JSON codec calls [`write_json`](Self::write_json), which is specialized for the type. Any
/// other codec serializes the value through [`erased`](Self::erased).
pub trait Body {
    /// Appends the value as compact JSON.
    ///
    /// # Errors
    ///
    /// When the value fails to serialize, or contains a number that is not sent: NaN, an infinity,
    /// or an integer of more than 64 bits.
    fn write_json(&self, into: &mut Vec<u8>) -> Result<(), serde_json::Error>;

    /// Returns the value in a form that any serializer accepts.
    fn erased(&self) -> &dyn erased_serde::Serialize;
}

impl<T: Serialize> Body for T {
    fn write_json(&self, into: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        write_json(self, into)
    }

    fn erased(&self) -> &dyn erased_serde::Serialize {
        self
    }
}
