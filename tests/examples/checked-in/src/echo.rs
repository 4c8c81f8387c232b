//! The handlers of the program.

use std::sync::mpsc::Sender;

use qrpc_runtime::Fault;

use crate::echo_api::{EchoApiHandlers, EchoApiPeer, args};

/// Echoes each text that it receives, until the other side calls `quit`.
#[derive(Debug)]
pub struct Echo {
    /// Gets a message when the program must end.
    pub end: Sender<()>,
}

impl EchoApiHandlers for Echo {
    fn say(&self, sender: EchoApiPeer, args: args::Say) -> Result<(), Fault> {
        sender.echo(args::Echo::default().text(args.text))?;
        Ok(())
    }

    fn quit(&self, _sender: EchoApiPeer) -> Result<(), Fault> {
        Ok(self.end.send(())?)
    }
}
