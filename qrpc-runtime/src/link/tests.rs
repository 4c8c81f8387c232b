//! One connection beside an event loop that only takes notes.

use std::io::{self, ErrorKind, Read as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

use super::{Channel, Context, EventLoop, Link, Looked, OnEnd, Owner, Token};
use crate::codec::{Jrpc, Outgoing};
use crate::core::{Event, Protocol, PushError};
use crate::error::DisconnectReason;
use crate::limits::Limits;
use crate::security::Null;

/// An event loop that notes what it is asked for.
#[derive(Default)]
struct Notes {
    flushes: AtomicUsize,
    /// Whether the system refuses to watch a connection again.
    refuses_to_join: AtomicBool,
}

impl EventLoop for Notes {
    fn wake_at(&self, _moment: Instant) {}
    fn look_later(&self) {}
    fn readable(&self, _token: usize) {}
    fn writable(&self, _token: usize) {}
    fn flush_soon(&self, _link: &Arc<Link>) {
        self.flushes.fetch_add(1, Ordering::SeqCst);
    }
    fn forget(&self, _token: usize) {}
    fn leave(&self, _token: usize, _descriptor: BorrowedFd<'_>) -> bool {
        true
    }
    fn join(&self, _token: usize, _descriptor: BorrowedFd<'_>) -> bool {
        !self.refuses_to_join.load(Ordering::SeqCst)
    }
}

/// A program that notes how its connection ended.
#[derive(Default)]
struct Program(Mutex<Option<DisconnectReason>>);

impl Owner for Program {
    fn event(&self, _link: &Arc<Link>, _event: Event<'_, Token>, _bytes: usize) {}
    fn connected(&self, _link: &Arc<Link>) {}
    fn disconnected(&self, _link: &Arc<Link>, reason: &DisconnectReason) {
        *self.0.lock().unwrap() = Some(reason.clone());
    }
    fn handle_postponed(&self, _link: &Arc<Link>) {}
    fn begin_wait(&self) -> bool {
        true
    }
    fn collects_here(&self) -> bool {
        false
    }
    fn connections(&self) -> usize {
        1
    }
}

/// A channel that takes nothing until it is open, and then everything.
struct Gate {
    open: Arc<AtomicBool>,
    written: Arc<AtomicUsize>,
    socket: UnixStream,
}

impl Channel for Gate {
    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        (&self.socket).read(into)
    }
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        Some(self.socket.as_fd())
    }
    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        if !self.open.load(Ordering::SeqCst) {
            return Err(ErrorKind::WouldBlock.into());
        }
        self.written.fetch_add(bytes.len(), Ordering::SeqCst);
        Ok(bytes.len())
    }
    fn close(&self) {}
}

struct World {
    notes: Arc<Notes>,
    program: Arc<Program>,
    open: Arc<AtomicBool>,
    written: Arc<AtomicUsize>,
    link: Arc<Link>,
    _other_end: UnixStream,
}

impl World {
    fn new() -> Self {
        let (socket, other_end) = UnixStream::pair().unwrap();
        socket.set_nonblocking(true).unwrap();
        let (notes, program) = (Arc::<Notes>::default(), Arc::<Program>::default());
        let (open, written) = (Arc::<AtomicBool>::default(), Arc::<AtomicUsize>::default());
        let gate = Gate {
            open: Arc::clone(&open),
            written: Arc::clone(&written),
            socket,
        };
        let protocol = Protocol::new(&Jrpc::default(), Arc::new(Null), Limits::default());
        let owner: Weak<dyn Owner> = Arc::<Program>::downgrade(&program);
        let context = Context {
            owner,
            events: Arc::clone(&notes) as Arc<dyn EventLoop>,
            token: 1,
            on_end: OnEnd::End,
        };
        let link = Link::new("peer", Box::new(gate), Arc::new(protocol), context);
        Self {
            notes,
            program,
            open,
            written,
            link,
            _other_end: other_end,
        }
    }

    fn notify(&self, text: &str) -> Result<(), PushError> {
        let notification = Outgoing::Call {
            method: "note",
            id: None,
            args: &[text],
        };
        self.link.send(&notification, None)
    }
}

#[test]
fn nobody_writes_for_others_without_a_bound() {
    const WAITING: usize = 6 << 20;
    let world = World::new();
    let text = "x".repeat(64 << 10);
    while world.link.session.queued() < WAITING {
        world.notify(&text).unwrap();
    }
    world.open.store(true, Ordering::SeqCst);
    world.link.writable();
    let written = world.written.load(Ordering::SeqCst);
    assert!((1..1 << 20).contains(&written), "{written} bytes at once");
    assert_eq!(world.notes.flushes.load(Ordering::SeqCst), 1);
    while world.link.session.queued() > 0 {
        world.link.flush();
    }
    assert!(world.written.load(Ordering::SeqCst) >= WAITING);
}

#[test]
fn the_second_message_in_a_row_is_left_to_the_event_loop() {
    let world = World::new();
    world.open.store(true, Ordering::SeqCst);
    world.notify("first").unwrap();
    let first = world.written.load(Ordering::SeqCst);
    assert!(first > 0);
    for _ in 0..10 {
        world.notify("more").unwrap();
    }
    assert_eq!(world.written.load(Ordering::SeqCst), first);
    assert_eq!(world.notes.flushes.load(Ordering::SeqCst), 1);
    // Whoever is about to wait for an answer writes all of it, and its next message at once.
    world.link.flush_before_wait();
    assert_eq!(world.link.session.queued(), 0);
    let all = world.written.load(Ordering::SeqCst);
    world.notify("next").unwrap();
    assert!(world.written.load(Ordering::SeqCst) > all);
}

#[test]
fn a_connection_that_cannot_be_watched_again_is_closed() {
    let world = World::new();
    let end = Instant::now() + Duration::from_millis(1);
    world.link.begin_wait();
    assert!(world.link.read_until(end, &|| false));
    world.link.end_wait();
    world.notes.refuses_to_join.store(true, Ordering::SeqCst);
    assert_eq!(world.link.look_after(), Looked::Used);
    assert_eq!(world.link.look_after(), Looked::Reclaimed);
    let reason = world.program.0.lock().unwrap().clone();
    assert!(
        matches!(reason, Some(DisconnectReason::Failed(_))),
        "{reason:?}"
    );
}
