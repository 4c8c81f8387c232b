//! The protocol without sockets, threads and clock: its input is bytes and the time, its output is
//! events.
//!
//! A [`Session`] is the protocol state of one connection. The parts of a session have their own
//! locks, because several callers and a writer use them at the same time. Only the reader uses
//! [`Inbound`], so the reader owns it.

mod calls;
mod cancel;
mod ending;
mod event;
mod framing;
mod inbound;
mod intake;
mod session;
#[cfg(test)]
mod simulation;
mod write_queue;

pub(crate) use cancel::CallKey;
pub use cancel::CancelSpec;
pub(crate) use ending::Overdue;
pub(crate) use event::{Event, Outcome};
pub(crate) use framing::Protocol;
pub(crate) use inbound::{Inbound, StreamEnd};
pub(crate) use session::{PushError, Session};
pub(crate) use write_queue::{Chunk, Pushed, Traffic, Urgency};
