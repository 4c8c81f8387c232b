//! The views that templates are filled with: final strings, laid out, with nothing left to decide.

mod aliases;
mod calls;
mod constraints;
mod docs;
mod enums;
mod errors;
mod expressions;
mod handlers;
mod layout;
mod lints;
mod literals;
mod methods;
mod presets;
mod records;
mod seen;
mod sentences;
mod sides;
mod stub;
mod types;
mod wiring;

pub(crate) use docs::one_line;
pub(crate) use stub::Stub;
