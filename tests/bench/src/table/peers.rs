//! The peers that are compared.

use std::env;

use anyhow::{Context, Result};

use crate::arguments::External;

/// The two commands of a peer, which print what `protocol` defines.
#[derive(Clone)]
pub(super) struct Peer {
    pub(super) name: String,
    /// The command that starts the server.
    pub(super) server: Vec<String>,
    /// The command that starts the client; the case and the port are appended.
    pub(super) client: Vec<String>,
}

/// The name of the peer with which the others are compared.
pub(super) const YARDSTICK: &str = "raw";

/// The name of the peer that uses the runtime of this repository.
pub(super) const OURS: &str = "qrpc";

/// Returns the peers of this program, and the external peers.
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
