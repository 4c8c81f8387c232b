//! Tests of one connection, with an event loop that only counts its calls.

mod cancellation;

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

use super::{Channel, Context, EventLoop, Link, Looked, OnEnd, Owner, Settler, Until};
use crate::codec::{Jrpc, OutgoingMessage};
use crate::error::DisconnectReason;
use crate::limits::Limits;
use crate::protocol::{Event, Protocol, PushError};
use crate::security::NoSecurity;

/// An event loop that only counts the requests that it gets.
#[derive(Default)]
struct Notes {
    flushes: AtomicUsize,
    reads: AtomicUsize,
    /// Whether the system refuses to watch a connection again.
    refuses_to_join: AtomicBool,
}

impl EventLoop for Notes {
    fn wake_at(&self, _moment: Instant) {}
    fn look_later(&self) {}
    fn readable(&self, _token: usize) {
        self.reads.fetch_add(1, Ordering::SeqCst);
    }
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

/// An owner that counts the events, and records how its connection ended.
#[derive(Default)]
struct Program {
    events: AtomicUsize,
    ended: Mutex<Option<DisconnectReason>>,
}

impl Owner for Program {
    fn event(&self, _link: &Arc<Link>, _event: Event<'_, Settler>, _bytes: usize) {
        assert!(self.ended.lock().unwrap().is_none());
        self.events.fetch_add(1, Ordering::SeqCst);
    }
    fn connected(&self, _link: &Arc<Link>) {}
    fn disconnected(&self, _link: &Arc<Link>, reason: &DisconnectReason) {
        *self.ended.lock().unwrap() = Some(reason.clone());
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

/// A channel that accepts all bytes, or returns `error` if it is set.
struct Gate {
    error: Arc<Mutex<Option<ErrorKind>>>,
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
        if let Some(error) = *self.error.lock().unwrap() {
            return Err(error.into());
        }
        self.written.fetch_add(bytes.len(), Ordering::SeqCst);
        Ok(bytes.len())
    }
    fn close(&self) {}
}

struct World {
    notes: Arc<Notes>,
    program: Arc<Program>,
    error: Arc<Mutex<Option<ErrorKind>>>,
    written: Arc<AtomicUsize>,
    link: Arc<Link>,
    other_end: UnixStream,
}

impl World {
    fn new() -> Self {
        let (socket, other_end) = UnixStream::pair().unwrap();
        socket.set_nonblocking(true).unwrap();
        let (notes, program) = (Arc::<Notes>::default(), Arc::<Program>::default());
        let error = Arc::new(Mutex::new(None));
        let written = Arc::<AtomicUsize>::default();
        let gate = Gate {
            error: Arc::clone(&error),
            written: Arc::clone(&written),
            socket,
        };
        let protocol = Protocol::new(&Jrpc::default(), Arc::new(NoSecurity), Limits::default());
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
            error,
            written,
            link,
            other_end,
        }
    }

    fn set_error(&self, error: Option<ErrorKind>) {
        *self.error.lock().unwrap() = error;
    }

    fn notify(&self, text: &str) -> Result<(), PushError> {
        let notification = OutgoingMessage::Call {
            method: "note",
            id: None,
            args: &[text],
            timeout: None,
        };
        self.link.send(&notification, None)
    }
}

#[test]
fn nobody_writes_for_others_without_a_bound() {
    const WAITING: usize = 768 << 10;
    let world = World::new();
    world.set_error(Some(ErrorKind::WouldBlock));
    let text = "x".repeat(64 << 10);
    while world.link.session.queued() < WAITING {
        world.notify(&text).unwrap();
    }
    world.set_error(None);
    world.link.writable();
    let written = world.written.load(Ordering::SeqCst);
    assert!((1..512 << 10).contains(&written), "{written} bytes at once");
    assert_eq!(world.notes.flushes.load(Ordering::SeqCst), 1);
    while world.link.session.queued() > 0 {
        world.link.flush();
    }
    assert!(world.written.load(Ordering::SeqCst) >= WAITING);
}

#[test]
fn the_second_message_in_a_row_is_left_to_the_event_loop() {
    let world = World::new();
    world.notify("first").unwrap();
    let first = world.written.load(Ordering::SeqCst);
    assert!(first > 0);
    for _ in 0..10 {
        world.notify("more").unwrap();
    }
    assert_eq!(world.written.load(Ordering::SeqCst), first);
    assert_eq!(world.notes.flushes.load(Ordering::SeqCst), 1);
    // A thread that is about to wait for an answer writes all queued bytes, and then writes its
    // next message immediately.
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
    let reason = world.program.ended.lock().unwrap().clone();
    assert!(
        matches!(reason, Some(DisconnectReason::Failed(_))),
        "{reason:?}"
    );
}

#[test]
fn what_arrived_before_writing_failed_is_handled() {
    let world = World::new();
    let note = b"{\"jsonrpc\":\"2.0\",\"method\":\"note\"}\0";
    (&world.other_end).write_all(&note.repeat(3)).unwrap();
    world.set_error(Some(ErrorKind::BrokenPipe));
    world.notify("lost").unwrap();
    assert_eq!(world.notes.reads.load(Ordering::SeqCst), 1);
    assert!(matches!(world.notify("x"), Err(PushError::Closed(_))));
    world.link.readable(&mut [0; 64], Until::Short);
    assert_eq!(world.program.events.load(Ordering::SeqCst), 3);
    let reason = world.program.ended.lock().unwrap().clone();
    assert!(matches!(reason, Some(DisconnectReason::Failed(_))));
}
