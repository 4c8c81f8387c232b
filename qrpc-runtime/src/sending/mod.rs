//! The sending half of an API: receivers, peers, guards and calls.

mod answers;
mod call_batch;
mod caller;
mod cancelled;
mod delivery;
mod guard;
mod handler_id;
mod interceptor;
mod method_counters;
mod observation;
mod peer;
mod peers;
mod raw;
mod receivers;
mod spans;

pub use answers::{Answers, PeerAnswer};
pub(crate) use caller::{Caller, Timeouts};
pub(crate) use guard::{Guards, GuardsByMethod};
pub use handler_id::HandlerId;
pub use interceptor::{CallDirection, CallEnd, CallInfo, Interceptor};
pub use method_counters::{MessageCount, MethodCount, MethodCounters};
pub(crate) use observation::{Interceptors, Observation};
pub use peer::Peer;
pub(crate) use peer::{call, gather};
pub(crate) use peers::Peers;
pub(crate) use receivers::ReceiverSet;
pub use receivers::{All, Receiver, Receivers};
