//! What is compared.

use std::env;

use anyhow::{Context, Result};

use crate::arguments::External;

/// Two commands that speak the protocol.
#[derive(Clone)]
pub(super) struct Peer {
    pub(super) name: String,
    /// Starts the server.
    pub(super) server: Vec<String>,
    /// Starts the client, with the case and the port behind it.
    pub(super) client: Vec<String>,
}

/// The peer that the others are compared with.
pub(super) const YARDSTICK: &str = "raw";

/// The peer that is this repository's.
pub(super) const OURS: &str = "qrpc";

/// The peers of this program, and the external ones.
pub(super) fn all(external: &[External]) -> Result<Vec<Peer>> {
    let program = env::current_exe()?;
    let program = program.to_str().context("the path of this program")?;
    let own = |name: &str, server: &str, client: &str| Peer {
        name: name.to_owned(),
        server: vec![program.to_owned(), server.to_owned()],
        client: vec![program.to_owned(), client.to_owned()],
    };
    let mut peers = vec![
        own(YARDSTICK, "raw-server", "raw-client"),
        own("promise", "raw-server", "promise-client"),
        own(OURS, "server", "client"),
    ];
    peers.extend(external.iter().map(|external| Peer {
        name: external.name.clone(),
        server: with(&external.command, "server"),
        client: with(&external.command, "client"),
    }));
    Ok(peers)
}

fn with(command: &[String], word: &str) -> Vec<String> {
    let mut command = command.to_vec();
    command.push(word.to_owned());
    command
}
