//! Lets two programs that speak for a side of the Lab each meet, and reports what became of it.
//!
//! The programs are the Rust `lab` and `python/peer.py` on the real quickrpc. They share a command
//! line, so a meeting does not care who is who. What is asked there, they know themselves.

mod dialect;
mod matrix;
mod meeting;
mod party;
mod programs;
mod running;

pub use dialect::Dialect;
pub use matrix::{Cell, Role};
pub use meeting::{Link, Meeting};
pub use party::{Party, Side};
pub use programs::Program;
