//! The stubs that the tests use, and functions that several tests need.

// A panic in this crate is a failed test.
#![allow(clippy::missing_panics_doc)]

mod count;
mod gate;
mod settled;
mod talk;
mod taps;
mod wait;
mod wire;

pub use count::{
    descriptors_allowed, limit_descriptors, resident_memory, thread_count, threads_named,
};
pub use gate::{Gate, Hold, Key, gate};
pub use settled::outcome;
pub use talk::{hold, serve, talk, talk_as};
pub use taps::{Tap, Taps};
pub use wait::{SOON, until};
pub use wire::{Server, Wire, is_late};

qrpc_runtime::include_stub!(pub mod my_api);
qrpc_runtime::include_stub!(pub mod echo_api);
qrpc_runtime::include_stub!(pub mod bench);
qrpc_runtime::include_stub!(pub mod editor);
qrpc_runtime::include_stub!(pub mod tools);
qrpc_runtime::include_stub!(pub mod json_rpc);
qrpc_runtime::include_stub!(pub mod readme_api);
