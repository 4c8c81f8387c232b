//! The views that fill the templates. A view holds final, laid out strings, so that templates make
//! no decisions.

mod aliases;
mod calls;
mod constraints;
mod derives;
mod docs;
mod enums;
mod errors;
mod expressions;
mod handlers;
mod index;
mod layout;
mod lints;
mod literals;
mod methods;
mod options;
mod presets;
mod properties;
mod records;
mod seen;
mod sentences;
mod sides;
mod stub;
mod text;
mod types;
mod unions;
mod wiring;

pub use options::Sides;
pub(crate) use options::{Header, RustOptions};
pub(crate) use stub::StubView;
