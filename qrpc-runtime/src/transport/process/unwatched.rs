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
pub(super) struct Alive;

/// The other end of [`Alive`].
#[derive(Clone)]
pub(super) struct Gone;

/// Waits until the process has ended. Does not hold the lock while it waits.
pub(super) fn wait_for_end(process: &Mutex<Child>) -> io::Result<()> {
    while lock(process).try_wait()?.is_none() {
        thread::sleep(GLANCE);
    }
    Ok(())
}

/// The interval at which the process is checked.
const GLANCE: Duration = Duration::from_millis(5);

/// Creates both ends for one child.
pub(super) fn pair() -> io::Result<(Alive, Gone)> {
    Ok((Alive, Gone))
}

/// An output stream of the child.
pub(super) struct Output<R>(R);

impl<R: Read> Output<R> {
    pub(super) fn new(source: R, _gone: Gone) -> Self {
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
    pub(super) fn new(target: ChildStdin, _gone: Gone) -> io::Result<Self> {
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
