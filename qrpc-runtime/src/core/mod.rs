//! The protocol without sockets, threads and clock: bytes and the time go in, events come out.
//!
//! A [`Session`] is one connection's share of it. Its parts have locks of their own, because a
//! reader, several callers and a writer work on them at once.

mod calls;
mod inbound;
mod outbound;
mod protocol;
mod session;
#[cfg(test)]
mod simulation;

pub(crate) use outbound::Burst;
pub(crate) use protocol::Protocol;
pub(crate) use session::{Event, Outcome, PushError, Session};
