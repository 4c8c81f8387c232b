//! What the stubs of `qrpc-gen` link against: transports, codecs, security, promises.
//!
//! A stub has a type for each side of an API, such as `MyApi` and `MyApiInverted`. A program
//! builds one of them and tells it by strings what it talks over; connects handlers to the methods
//! that others call; starts it; and calls the methods of the other side:
//!
//! | in a stub | what it is |
//! | --- | --- |
//! | `MyApi::builder()` | a [`Builder`]: codec, transport, security, threads, limits |
//! | `api.echo` | a handle: [`Incoming`], [`Outgoing`] or [`Both`], with the verbs of its direction |
//! | `api.ask(All, args)` | a call: a [`Promise`], or for a notification whether it was sent |
//! | `api.start()`, `api.wait()` | what every [`Api`] can do |
//! | `sender` in a handler | a [`Peer`], with the methods that can be called back |
//!
//! Whatever goes wrong without a caller to be told of it, such as a message that cannot be read, a
//! peer that is disconnected or a handler that panics, goes to the log, by way of the crate
//! `tracing`. **A program without a subscriber, such as that of `tracing-subscriber`, sees none of
//! it.** The targets begin with `qrpc`, which is what a filter names:
//!
//! | target | what it says |
//! | --- | --- |
//! | `qrpc::message` | a problem with a message, unless there is [`Api::on_problem`] (warning) |
//! | `qrpc::process` | a line that a child printed to standard error (info) |
//! | `qrpc_runtime…` | the rest: peers that come and go (debug), peers and children that are given up (warning), panics and a failed event loop (error) |
//!
//! The wire is that of the Python library quickrpc 0.1.0: JSON-RPC 2.0, each message ended by a
//! 0x00 unless the codec is told otherwise.

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
mod promise;
mod run_state;
mod spec;

mod error;
mod exit;
mod fault;
mod limits;
mod raised;
mod record;
mod registry;
mod sync;
mod value;

pub use answering::{MessageProblem, PeerEvent, Reply};
pub use api::{Api, Builder, HandledBy, Invert, Side};
pub use counters::Counters;
pub use dispatch::{Executor, Task};
pub use error::*;
pub use exit::ExitReason;
pub use fault::Fault;
pub use handle::{Both, Incoming, Outgoing, WithArgs};
pub use limits::Limits;
pub use promise::Promise;
pub use record::ParseEnumError;
pub use security::SecInfo;
pub use sending::{All, HandlerId, Peer, Receiver, Receivers};
pub use spec::{Call, Method, MethodSpec, Mode, NoArgs, Notification, Sent};
pub use value::{Bytes, Value, ValueError};
