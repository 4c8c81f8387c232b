//! Small programs on the stubs of `schemas/`, which talk to programs that others made.
//!
//! The programs are in `src/bin/`, and show how to use a stub of an existing protocol. The rest of
//! this crate is mostly for the tests: it finds the programs of others, and runs programs with a
//! limit.

mod in_order;
mod installed;
mod running;

pub use in_order::in_order;
pub use installed::{installed, quoted};
pub use running::{Running, printed};

qrpc_runtime::include_stub!(pub mod acp);
qrpc_runtime::include_stub!(pub mod lsp);
qrpc_runtime::include_stub!(pub mod mcp);
qrpc_runtime::include_stub!(pub mod foreign);
