//! The test cases that one side runs against the other side.
//!
//! The cases test only behaviour that the spec states, so that they can be run against any
//! implementation of the API `Lab`.

mod cases;
mod inverted;
mod normal;
mod texts;

pub(crate) use cases::Cases;
pub(crate) use inverted::ask_inverted;
pub(crate) use normal::ask_normal;
