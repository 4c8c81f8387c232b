//! The sending half of an API: receivers, peers, guards and calls.

mod answers;
mod caller;
mod cancelled;
mod delivery;
mod guard;
mod handler_id;
mod peer;
mod peers;
mod raw;
mod receivers;

pub use answers::{Answers, PeerAnswer};
pub(crate) use caller::Caller;
pub(crate) use guard::{Guard, Guards};
pub use handler_id::HandlerId;
pub use peer::Peer;
pub(crate) use peer::{call, gather};
pub(crate) use peers::Peers;
pub(crate) use receivers::Kind;
pub use receivers::{All, Receiver, Receivers};
