//! The cases that one side puts to the other.
//!
//! They ask only for what the spec says, so that they can be put to anybody's lab.

mod cases;
mod inverted;
mod normal;
mod texts;

pub(crate) use cases::Cases;
pub(crate) use inverted::ask_inverted;
pub(crate) use normal::ask_normal;
