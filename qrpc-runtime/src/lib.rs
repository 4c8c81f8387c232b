//! What the stubs of `qrpc-gen` link against: transports, codecs, security, promises.

#[doc(hidden)]
pub mod codegen;

mod api;
mod handle;

mod answering;
mod sending;

pub mod transport;

mod link;
mod reactor;

pub mod codec;
mod core;
pub mod security;

mod counters;
mod dispatch;
mod life;
mod promise;
mod spec;

mod error;
mod fault;
mod limits;
mod record;
mod registry;
mod sync;
mod value;

pub use answering::{HandlerId, MessageProblem, PeerEvent, Reply};
pub use api::{Api, Builder, HandledBy, Invert, Side};
pub use counters::Counters;
pub use dispatch::{Executor, Task};
pub use error::*;
pub use fault::Fault;
pub use handle::{Both, Incoming, Outgoing, WithArgs};
pub use limits::Limits;
pub use promise::Promise;
pub use security::SecInfo;
pub use sending::{All, Peer, Receivers};
pub use spec::{NoArgs, Sent};
pub use value::{Bytes, Value, ValueError};
