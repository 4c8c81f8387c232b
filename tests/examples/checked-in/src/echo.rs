//! What the program answers.

use std::sync::mpsc::Sender;

use qrpc_runtime::Fault;

use crate::echo_api::{EchoApiHandlers, EchoApiPeer, args};

/// Echoes what it is told, until it is told to quit.
#[derive(Debug)]
pub struct Echo {
    /// Hears of it when the program shall end.
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
