//! Connects two programs, each of which runs one side of the API `Lab`, and reports the results of
//! their test cases.
//!
//! The programs are the Rust program `lab`, and `python/peer.py` on the real quickrpc. Both
//! programs have the same command line, so each program can take either part in a test. The test
//! cases are in the programs.

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
pub use programs::{Program, run_python};
