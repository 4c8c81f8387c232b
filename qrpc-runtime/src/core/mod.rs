//! The protocol without sockets, threads and clock: bytes and the time go in, events come out.
//!
//! A [`Session`] is one connection's share of it. Its parts have locks of their own, because
//! several callers and a writer work on them at once; what only the reader touches, [`Inbound`],
//! is the reader's.

mod calls;
mod ending;
mod event;
mod inbound;
mod intake;
mod protocol;
mod session;
#[cfg(test)]
mod simulation;
mod write_queue;

pub(crate) use ending::Overdue;
pub(crate) use event::{Event, Outcome};
pub(crate) use inbound::Inbound;
pub(crate) use protocol::Protocol;
pub(crate) use session::{PushError, Session};
pub(crate) use write_queue::{Chunk, Pushed, Traffic, Urgency};
