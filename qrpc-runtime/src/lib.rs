//! The runtime library for the stubs that `qrpc-gen` generates: transports, codecs, security
//! providers and promises.
//!
//! In this example, `my_api` is the stub of a spec with the method `echo`, which `MyApi` answers,
//! and the notification `helloworld` in the other direction:
//!
//! ```
//! # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use my_api::{MyApi, MyApiInverted, args};
//! use qrpc_runtime::All;
//!
//! let server = MyApi::builder().transport("tcpserv:127.0.0.1:0").build()?;
//! server.echo.connect(|_sender, args| args.text);
//! server.start()?;
//!
//! let (hellos, received) = std::sync::mpsc::channel();
//! let address = server.address().expect("a started server has an address");
//! let client = MyApiInverted::builder().transport(format!("tcp:{address}")).build()?;
//! client.helloworld.try_connect(move |_sender, args| Ok(hellos.send(args.arg1)?));
//! client.start()?;
//!
//! let text = client.echo(All, args::Echo::default().text("hello")).result()?;
//! assert_eq!(text, "hello");
//! server.helloworld(All, args::Helloworld::default())?; // back, over the same connection
//! assert_eq!(received.recv()?, "val1");
//! # Ok(())
//! # }
//! ```
//!
//! A stub has one type for each side of an API, such as `MyApi` and `MyApiInverted`. A program
//! builds one of the two sides, and chooses the transport and codec by strings. The program
//! connects handlers to the methods that the other side calls, starts the API, and calls the
//! methods of the other side:
//!
//! | in a stub | meaning |
//! | --- | --- |
//! | `MyApi::builder()` | a [`Builder`]: codec, transport, security, threads, limits |
//! | `api.echo` | a handle of the method `echo`: [`Incoming`], [`Outgoing`] or [`Both`] |
//! | `api.echo(All, args)` | calls the method `echo`: returns a [`Promise`] |
//! | `api.helloworld(All, args)` | sends the notification `helloworld`: returns a `Result` |
//! | `api.start()`, `api.wait()` | the methods that every [`Api`] has |
//! | `sender` in a handler | a [`Peer`], which has the methods that can be called back |
//!
//! Problems are logged with the `tracing` crate, even if a caller also gets an error reply.
//! Examples are a message that cannot be read, a peer that is disconnected and a handler that
//! panics. **A program without a `tracing` subscriber, such as `tracing-subscriber`, logs
//! nothing.** The targets of all log messages begin with `qrpc`, so a filter can select these
//! messages:
//!
//! | target | content |
//! | --- | --- |
//! | `qrpc::message` | warning: a problem with a message, unless [`Api::on_problem`] set a hook |
//! | `qrpc::process` | info: a line that a child printed to standard error |
//! | `qrpc::call` | spans of calls, if `builder().spans(true)` turns them on |
//! | `qrpc_runtime…` | debug: peers that connect or disconnect, other events of connections |
//! | `qrpc_runtime…` | warning: peers disconnected because of a limit, refused connections |
//! | `qrpc_runtime…` | warning: children that fail or are killed, threads that do not start |
//! | `qrpc_runtime…` | error: panics, faults of observers, and a failed event loop |
//!
//! The wire format is that of the Python library quickrpc 0.1.0: JSON-RPC 2.0. Each message ends
//! with a 0x00 byte unless the codec string sets another delimiter.

#[doc(hidden)]
pub mod codegen;

mod api;
mod method_handle;

mod answering;
mod sending;

pub mod transport;

mod link;
mod reactor;

pub mod codec;
mod protocol;
pub mod security;

mod counters;
mod handler_queue;
mod method;
mod promise;
mod run_state;

mod child_exit;
mod error;
mod expression_registry;
mod generated_types;
mod handler_error;
mod limits;
mod raised_errors;
mod sync;
mod value;

pub use answering::{MessageProblem, PeerEvent, Reply, UnknownCall};
pub use api::{Api, Builder, HandledBy, HandlerFuture, Handlers, IntoHandlers, Invert, Side};
pub use child_exit::ExitReason;
pub use counters::Counters;
pub use error::*;
pub use generated_types::ParseEnumError;
pub use handler_error::Fault;
pub use handler_queue::{Executor, Task};
pub use limits::Limits;
pub use method::{Call, Method, MethodSpec, Mode, NoArgs, Notification, Sent};
pub use method_handle::{Both, Gathered, Incoming, Outgoing, WithArgs};
pub use promise::Promise;
pub use security::SecInfo;
pub use sending::{
    All, Answers, CallDirection, CallEnd, CallInfo, HandlerId, Interceptor, MessageCount,
    MethodCount, MethodCounters, Peer, PeerAnswer, Receiver, Receivers,
};
pub use value::{Base64, Bytes, Map, RequestId, Value, ValueError, ValueIndex};
