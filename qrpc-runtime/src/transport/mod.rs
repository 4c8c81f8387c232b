//! Transports: what opens connections. Each is a driver in a file of its own; the bytes they
//! carry are none of their business.

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

/// Opens connections and hands them to a [`Host`] (quickrpc's `Transport`).
pub trait Transport: Send + 'static {
    /// Opens it, and returns when it is connected, or listens.
    ///
    /// # Errors
    ///
    /// When it cannot be opened; nothing is left open then.
    fn start(&mut self, host: &Host) -> Result<(), TransportError>;

    /// Closes what `start` opened, except for the connections: those the host has closed before.
    /// What it waits for may take no longer than `patience`.
    fn stop(&mut self, patience: Duration);

    /// Where it can be reached, or what it is connected to, once it is started.
    fn address(&self) -> Option<String>;

    /// The string that stands for it, such as `tcp:localhost:8888`. What no string stands for gives the
    /// name of its type.
    fn expression(&self) -> String {
        std::any::type_name::<Self>().to_owned()
    }
}
