//! The events that end the program: SIGTERM, the end of its standard input, and the end of its
//! transport.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::AsFd;
use std::os::unix::fs::FileTypeExt;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use qrpc_runtime::Api;
use signal_hook::consts::SIGTERM;
use signal_hook::iterator::Signals;

/// How long a handler may still run when the program ends.
const FAREWELL: Duration = Duration::from_secs(1);

/// Waits for the first of the events that end the program.
pub(crate) struct Ends {
    tell: Sender<()>,
    told: Receiver<()>,
}

impl Ends {
    /// Creates an `Ends` that watches SIGTERM.
    pub(crate) fn new() -> io::Result<Self> {
        let (tell, told) = mpsc::channel();
        let ends = Self { tell, told };
        ends.watch_sigterm()?;
        Ok(ends)
    }

    fn watch_sigterm(&self) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM])?;
        let tell = self.tell.clone();
        thread::spawn(move || {
            if signals.forever().next().is_some() {
                let _ = tell.send(());
                // The main thread may not end, for example while a transport opens, so this thread
                // ends the process.
                thread::sleep(FAREWELL + FAREWELL);
                std::process::exit(0);
            }
        });
        Ok(())
    }

    /// Also watches the end of standard input, if it is a pipe, a socket or a terminal.
    pub(crate) fn watch_stdin(&self) -> io::Result<()> {
        if stdin_can_close()? {
            let tell = self.tell.clone();
            thread::spawn(move || {
                let _ = io::copy(&mut io::stdin(), &mut io::sink());
                let _ = tell.send(());
            });
        }
        Ok(())
    }

    /// Lets the API answer until an event ends the program or the transport ends, and then stops
    /// the API.
    pub(crate) fn wait_and_stop(&self, api: &Api) {
        let tell = self.tell.clone();
        thread::scope(|scope| {
            scope.spawn(move || {
                api.wait().ok();
                let _ = tell.send(());
            });
            let _ = self.told.recv();
            // A handler that still runs after `FAREWELL` ends with the process.
            let _ = api.stop_within(FAREWELL);
        });
    }
}

/// Whether another program can close standard input. `/dev/null` and files are at their end from
/// the start, so their end must not end the program.
fn stdin_can_close() -> io::Result<bool> {
    let stdin = io::stdin();
    let kind = File::from(stdin.as_fd().try_clone_to_owned()?)
        .metadata()?
        .file_type();
    Ok(stdin.is_terminal() || kind.is_fifo() || kind.is_socket())
}
