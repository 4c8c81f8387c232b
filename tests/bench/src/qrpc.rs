//! The peer `qrpc`: the runtime with a generated stub.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use qrpc_runtime::{All, Limits, Promise};

use crate::cases::Caller;
use crate::echo::{Echo, EchoClient, args};
use crate::protocol;

/// Returns the default limits, raised for the strings of 8 MiB in `big` and the 2,000 connections
/// in `conns`.
fn limits() -> Limits {
    Limits {
        frame: 16 << 20,
        connections: 2_048,
        ..Limits::default()
    }
}

/// Runs the server until standard input closes.
pub(crate) fn serve() -> Result<()> {
    let echo = Echo::builder()
        .transport("tcpserv:127.0.0.1:0")
        .limits(limits())
        .build()?;
    let notes = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&notes);
    echo.echo.connect(|_sender, args| args.text);
    echo.note.connect(move |_sender, _args| {
        notes.fetch_add(1, Ordering::Relaxed);
    });
    echo.count
        .connect(move |_sender| counter.load(Ordering::Relaxed));
    echo.start()?;
    let address = echo.address().context("the server has no address")?;
    let port = address.rsplit(':').next().unwrap_or_default().parse()?;
    protocol::serve_until_end_of_input(port)?;
    echo.wait()?;
    Ok(())
}

/// A started API, and the unanswered echo calls.
pub(crate) struct Client {
    api: EchoClient,
    open: VecDeque<Promise<String>>,
}

impl Caller for Client {
    fn connect(port: u16) -> Result<Self> {
        let api = EchoClient::builder()
            .transport(format!("tcp:127.0.0.1:{port}").as_str())
            .limits(limits())
            .build()?;
        api.start()?;
        Ok(Self {
            api,
            open: VecDeque::new(),
        })
    }

    fn begin(&mut self, text: &str) -> Result<()> {
        let promise = self.api.echo(All, args::Echo::new(text));
        self.open.push_back(promise);
        Ok(())
    }

    fn finish(&mut self) -> Result<usize> {
        let promise = self.open.pop_front().context("no call is open")?;
        Ok(promise.result()?.len())
    }

    fn note(&mut self, text: &str) -> Result<()> {
        Ok(self.api.note(All, args::Note::new(text))?)
    }

    fn count(&mut self) -> Result<u64> {
        Ok(self.api.count(All).result()?)
    }
}
