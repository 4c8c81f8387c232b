//! Either side of the Lab as a program, and the cases that it can put to the other side.
//!
//! Foreign programs are pointed at it, so what it prints and its conventions do not change.

mod api;
mod args;
mod check;
mod ends;
mod inverted;
mod kept;
mod normal;
mod program;

pub use args::Args;
pub use program::run;
