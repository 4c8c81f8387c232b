//! `stdio`: the peer is the parent process.

use std::io::{self, Read as _};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use super::pipe::Pipe;
use super::threads::{TRANSPORT_FLUSH_PATIENCE, ThreadChannel, spawn, write_out};
use super::{Host, OnEnd, Transport};
use crate::error::TransportError;
use crate::sync::lock;

/// Communicates over standard input and output. The peer is called `stdio`.
///
/// Handlers must print to standard error instead of standard output, because printed text would
/// corrupt the messages on standard output.
#[derive(Debug, Default)]
pub struct Stdio {
    output: Option<Arc<Pipe>>,
}

/// The pipe of the `Stdio` that is currently started. One thread reads standard input into the
/// pipe, and is kept for an `Stdio` that is started later, because standard input cannot be polled
/// (it may be a file) and a blocked read cannot be cancelled.
static READER: OnceLock<Mutex<Option<Arc<Pipe>>>> = OnceLock::new();

impl Transport for Stdio {
    fn start(&mut self, host: &Host) -> Result<(), TransportError> {
        let threads = ThreadChannel::default();
        let open = || {
            read_into(&threads.input)?;
            let output = Arc::clone(&threads.output);
            spawn("qrpc-stdout", move || {
                if write_out(&output, &mut io::stdout()).is_err() {
                    output.abandon();
                }
            })
        };
        open().map_err(|error| TransportError::new("opening standard input and output", error))?;
        self.output = Some(Arc::clone(&threads.output));
        host.attach("stdio", threads, OnEnd::End);
        Ok(())
    }

    fn stop(&mut self, patience: Duration) {
        if let Some(output) = self.output.take() {
            output.wait_drained(TRANSPORT_FLUSH_PATIENCE.min(patience));
        }
    }

    fn address(&self) -> Option<String> {
        Some("stdio".to_owned())
    }

    fn expression(&self) -> String {
        "stdio:".to_owned()
    }
}

/// Starts reading standard input into `pipe`. Returns an error if another API of this process
/// already reads standard input.
fn read_into(pipe: &Arc<Pipe>) -> io::Result<()> {
    let target = READER.get_or_init(Mutex::default);
    let mut current = lock(target);
    if current.as_ref().is_some_and(|pipe| !pipe.has_ended()) {
        let taken = "another API of this process uses them";
        return Err(io::Error::new(io::ErrorKind::AddrInUse, taken));
    }
    let reads_already = current.replace(Arc::clone(pipe)).is_some();
    if reads_already {
        Ok(())
    } else {
        spawn("qrpc-stdin", move || read_all(target))
    }
}

fn read_all(target: &Mutex<Option<Arc<Pipe>>>) {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = match io::stdin().read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Ok(0) | Err(_) => break,
            Ok(read) => read,
        };
        let pipe = lock(target).clone();
        if let Some(pipe) = pipe {
            // If the connection was closed during the read, the bytes are discarded.
            pipe.write_waiting(buffer.get(..read).unwrap_or_default())
                .ok();
        }
    }
    if let Some(pipe) = lock(target).take() {
        pipe.end();
    }
}
