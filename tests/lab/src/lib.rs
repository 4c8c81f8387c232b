//! Either side of the Lab as a program, and the cases that it can put to the other side.
//!
//! Foreign programs are pointed at it, so what it prints and its conventions do not change.

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
    /// What the program speaks.
    pub mod lab
);
qrpc_runtime::include_stub!(
    /// What a check speaks, to be able to call what the Lab does not know.
    pub mod newer_lab
);
