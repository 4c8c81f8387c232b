//! The replacement for `watched.rs` on systems without `waitid`. Without `waitid`, waiting for a
//! child's end always reaps the child, and the end cannot be polled together with a pipe. Therefore
//! the child is checked regularly, and a pipe ends when all processes have closed it.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use crate::sync::lock;

/// A value that is kept while the child lives.
pub(super) struct EndNotifier;

/// The other end of [`EndNotifier`].
#[derive(Clone)]
pub(super) struct EndWatch;

/// Waits until the process has ended. Does not hold the lock while it waits.
pub(super) fn wait_for_end(process: &Mutex<Child>) -> io::Result<()> {
    while lock(process).try_wait()?.is_none() {
        thread::sleep(CHECK_INTERVAL);
    }
    Ok(())
}

/// The interval at which the process is checked.
const CHECK_INTERVAL: Duration = Duration::from_millis(5);

/// Creates both ends for one child.
pub(super) fn pair() -> io::Result<(EndNotifier, EndWatch)> {
    Ok((EndNotifier, EndWatch))
}

/// An output stream of the child.
pub(super) struct Output<R>(R);

impl<R: Read> Output<R> {
    pub(super) fn new(source: R, _end_watch: EndWatch) -> Self {
        Self(source)
    }
}

impl<R: Read> Read for Output<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

/// The standard input of the child.
pub(super) struct Input(ChildStdin);

impl Input {
    pub(super) fn new(target: ChildStdin, _end_watch: EndWatch) -> io::Result<Self> {
        Ok(Self(target))
    }
}

impl Write for Input {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
