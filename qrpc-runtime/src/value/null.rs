//! Null as a typed value: the type `null` of a spec, which is `()` in Rust.

use std::fmt;

use serde::de::{Error, Visitor};

/// The visitor of a null. Its errors say `null`, as a spec does, and not `unit`, as serde does.
pub(crate) struct NullVisitor<V>(pub(crate) V);

impl<'de, V: Visitor<'de>> Visitor<'de> for NullVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null")
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }
}
