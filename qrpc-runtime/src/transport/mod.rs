//! Transports open connections. Each transport has its own file, and does not interpret the bytes
//! that it carries.

mod expression;
mod internal;
mod pipe;
mod process;
mod stdio;
mod tcp;
mod tcpserv;
mod threads;

pub use expression::{TransportExpression, register_transport};
pub use internal::Internal;
pub use process::Process;
pub use stdio::Stdio;
pub use tcp::Tcp;
pub use tcpserv::TcpServer;

use std::time::Duration;

use crate::error::TransportError;
pub use crate::link::{Channel, OnEnd, Port};
pub use crate::reactor::Host;

/// Opens connections and hands them to a [`Host`].
pub trait Transport: Send + 'static {
    /// Opens the transport. Returns when the transport is connected or listens.
    ///
    /// # Errors
    ///
    /// When the transport cannot be opened. A transport that returns an error must leave nothing
    /// open.
    fn start(&mut self, host: &Host) -> Result<(), TransportError>;

    /// Closes everything that `start` opened, except for the connections, which the host has
    /// already closed. Waits no longer than `patience`.
    fn stop(&mut self, patience: Duration);

    /// Returns the address at which the transport can be reached or to which it is connected.
    /// `None` if the transport has no address. The result is used only while the transport is
    /// started.
    fn address(&self) -> Option<String>;

    /// Returns the transport as a string, such as `tcp:localhost:8888`. For a transport type
    /// without a string form, returns the name of the type.
    fn expression(&self) -> String {
        std::any::type_name::<Self>().to_owned()
    }
}
