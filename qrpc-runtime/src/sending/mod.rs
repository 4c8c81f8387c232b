//! The sending half of an API: receivers, peers, guards and calls.

mod caller;
mod cancelled;
mod guard;
mod handler_id;
mod peer;
mod peers;
mod receivers;

pub(crate) use caller::Caller;
pub(crate) use guard::{Guard, Guards};
pub use handler_id::HandlerId;
pub use peer::Peer;
pub(crate) use peer::call;
pub(crate) use peers::Peers;
pub(crate) use receivers::Kind;
pub use receivers::{All, Receiver, Receivers};
