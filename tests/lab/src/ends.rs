//! What ends the program: SIGTERM, its standard input, its transport.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::FileTypeExt;
use std::sync::mpsc::Sender;
use std::thread;

use anyhow::Result;
use signal_hook::consts::SIGTERM;
use signal_hook::iterator::Signals;

/// Tells when somebody wants the program to end.
pub(crate) fn watch_sigterm(ended: Sender<()>) -> Result<()> {
    let mut signals = Signals::new([SIGTERM])?;
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            let _ = ended.send(());
        }
    });
    Ok(())
}

/// Tells when standard input closes, if it is of a kind that somebody can close.
pub(crate) fn watch_stdin(ended: Sender<()>) -> Result<()> {
    if stdin_can_close()? {
        thread::spawn(move || {
            let _ = io::copy(&mut io::stdin(), &mut io::sink());
            let _ = ended.send(());
        });
    }
    Ok(())
}

/// `/dev/null` and files are at their end from the start.
fn stdin_can_close() -> io::Result<bool> {
    let stdin = io::stdin();
    let kind = File::from(stdin.as_fd().try_clone_to_owned()?).metadata()?.file_type();
    Ok(stdin.is_terminal() || kind.is_fifo() || kind.is_socket())
}
