//! The peer `raw`, with which the others are compared: handwritten JSON-RPC over blocking sockets.

mod client;
mod envelope;
mod frames;
mod server;

pub(crate) use client::Client;
pub(crate) use envelope::{Reply, Request};
pub(crate) use frames::Frames;
pub(crate) use server::serve;

/// The byte after each message.
pub(crate) const END: u8 = 0;
