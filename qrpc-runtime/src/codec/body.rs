//! Values on their way out, whose type a codec need not know.

use serde::Serialize;

use super::json::write_json;

/// Anything that can be serialized: the arguments of a call, or its result.
///
/// A codec for JSON calls [`write_json`](Self::write_json), which knows the type; any other takes
/// the value through [`erased`](Self::erased).
pub trait Body {
    /// Appends the value as compact JSON.
    ///
    /// # Errors
    ///
    /// When the value refuses to be serialized, or holds a number that JSON cannot carry: NaN, an
    /// infinity, or an integer of more than 64 bits.
    fn write_json(&self, into: &mut Vec<u8>) -> Result<(), serde_json::Error>;

    /// The value for any serializer.
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
