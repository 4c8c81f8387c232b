//! A program that runs either side of the API `Lab`, and the test cases that it can run against the
//! other side.
//!
//! Programs in other languages are tested against this program, so its output and its conventions
//! must not change.

mod args;
mod check;
mod ends;
mod inverted;
mod kept;
mod normal;
mod program;
mod stderr;

pub use args::{Args, Side};
pub use program::run;

qrpc_runtime::include_stub!(
    /// The stub of the API that the program runs.
    pub mod lab
);
qrpc_runtime::include_stub!(
    /// The stub of a newer version of the API, by which a check calls methods that `Lab` does not
    /// have.
    pub mod newer_lab
);
