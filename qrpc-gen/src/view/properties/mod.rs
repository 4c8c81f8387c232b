//! The properties of types that depend on the types within them. Each function gets what is known
//! of the other types of the spec, as a list with an entry for each type.

pub(super) mod emptiness;
pub(super) mod objects;
pub(super) mod rust_types;
pub(super) mod sizes;
pub(super) mod traits;
