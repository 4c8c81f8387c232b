//! The yardstick: JSON-RPC over blocking sockets, by hand.

mod client;
mod envelope;
mod frames;
mod server;

pub(crate) use client::Client;
pub(crate) use envelope::{Reply, Request};
pub(crate) use frames::Frames;
pub(crate) use server::serve;

/// The byte behind each message.
pub(crate) const END: u8 = 0;
