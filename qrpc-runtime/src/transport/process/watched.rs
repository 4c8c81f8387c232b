//! Waits for the end of a child, and stops reading its pipes shortly after that end. Waiting for
//! the end of the pipes could take much longer, because a process that inherited them from the
//! child may keep them open.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, ChildStdin};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio, ioctl_fionread, retry_on_intr};
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

use crate::sync::lock;

/// A value that is kept while the child lives. The drop of this value can be polled at the other
/// end, [`EndWatch`].
pub(super) struct EndNotifier {
    _stream: UnixStream,
}

/// The other end of [`EndNotifier`], which can be polled for the child's end.
#[derive(Clone)]
pub(super) struct EndWatch(Arc<UnixStream>);

/// Waits until the process has ended, without reaping it. Does not hold the lock while it waits.
pub(super) fn wait_for_end(process: &Mutex<Child>) -> io::Result<()> {
    let id = Pid::from_child(&lock(process));
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    retry_on_intr(|| waitid(WaitId::Pid(id), options))?;
    Ok(())
}

/// Creates both ends for one child.
pub(super) fn pair() -> io::Result<(EndNotifier, EndWatch)> {
    let (notifier, end_watch) = UnixStream::pair()?;
    Ok((
        EndNotifier { _stream: notifier },
        EndWatch(Arc::new(end_watch)),
    ))
}

/// An output stream of the child. The stream ends with the pipe, or shortly after the child.
pub(super) struct Output<R> {
    source: R,
    end_watch: EndWatch,
    /// Set when the child has ended.
    rest: Option<RemainingReads>,
}

/// The remaining reads after the child's end.
struct RemainingReads {
    /// The number of bytes that were in the pipe when the child had ended, and that are not read
    /// yet. The unread bytes include the last bytes that the child wrote.
    owed: u64,
    /// The time until which other processes may write more.
    until: Instant,
}

/// The time for which other processes, such as a filter after the child, may write after the child
/// has ended.
const OTHER_WRITERS_PATIENCE: Duration = Duration::from_millis(100);

impl<R: Read + AsFd> Output<R> {
    pub(super) fn new(source: R, end_watch: EndWatch) -> Self {
        Self {
            source,
            end_watch,
            rest: None,
        }
    }

    /// Waits until there is something to read, including the end of the pipe. Returns `false` if
    /// the child has ended and nothing more is to be read.
    fn wait_readable(&mut self) -> io::Result<bool> {
        let rest = match &self.rest {
            Some(rest) => rest,
            None if self.wait_while_alive()? => return Ok(true),
            None => {
                let rest = RemainingReads {
                    owed: ioctl_fionread(&self.source)?,
                    until: Instant::now() + OTHER_WRITERS_PATIENCE,
                };
                self.rest.insert(rest)
            }
        };
        if rest.owed > 0 {
            return Ok(true);
        }
        let left = rest.until.saturating_duration_since(Instant::now());
        let mut waits = [PollFd::new(&self.source, PollFlags::IN)];
        Ok(!left.is_zero() && wait_for(&mut waits, Some(left))?)
    }

    /// Waits for something to read or for the child's end. Returns false if the child has ended.
    fn wait_while_alive(&self) -> io::Result<bool> {
        let mut waits = [
            PollFd::new(&self.source, PollFlags::IN),
            PollFd::new(&*self.end_watch.0, PollFlags::IN),
        ];
        wait_for(&mut waits, None)?;
        Ok(waits[1].revents().is_empty())
    }
}

impl<R: Read + AsFd> Read for Output<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if !self.wait_readable()? {
            return Ok(0);
        }
        let read = self.source.read(into)?;
        if let Some(rest) = &mut self.rest {
            rest.owed = rest.owed.saturating_sub(read as u64);
        }
        Ok(read)
    }
}

/// The standard input of the child. Writing fails when the child has ended.
pub(super) struct Input {
    target: ChildStdin,
    end_watch: EndWatch,
}

impl Input {
    pub(super) fn new(target: ChildStdin, end_watch: EndWatch) -> io::Result<Self> {
        // Makes only this end of the pipe non-blocking.
        ioctl_fionbio(&target, true)?;
        Ok(Self { target, end_watch })
    }

    fn wait_writable(&self) -> io::Result<()> {
        let mut waits = [
            PollFd::new(&self.target, PollFlags::OUT),
            PollFd::new(&*self.end_watch.0, PollFlags::IN),
        ];
        wait_for(&mut waits, None)?;
        if waits[1].revents().is_empty() {
            Ok(())
        } else {
            Err(ErrorKind::BrokenPipe.into())
        }
    }
}

impl Write for Input {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.target.write(bytes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => self.wait_writable()?,
                written => return written,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}

/// Polls several descriptors, but no longer than `patience`. Returns whether at least one
/// descriptor is ready.
fn wait_for(waits: &mut [PollFd<'_>], patience: Option<Duration>) -> io::Result<bool> {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    loop {
        match poll(waits, patience.as_ref()) {
            Err(Errno::INTR) => {}
            ready => return Ok(ready? > 0),
        }
    }
}
