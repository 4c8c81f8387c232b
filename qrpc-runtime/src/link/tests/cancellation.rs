//! Calls of a peer that are cancelled by their ids, while their connection continues.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use super::World;
use crate::codec::{Id, Params, Raw};
use crate::error::DisconnectReason;
use crate::link::cancellation::MAX_REMEMBERED_CALLS;
use crate::link::{Link, Purpose, Watch};
use crate::protocol::CallKey;

/// Counts how often it wakes.
#[derive(Default)]
struct Counter(AtomicUsize);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// A handler that watches its call.
struct Handler {
    watch: Watch,
    key: CallKey,
    woken: Arc<Counter>,
}

impl Handler {
    fn of(link: &Arc<Link>, id: &Id, purpose: Purpose) -> Self {
        let key = link.key_of_new_call(id);
        let handler = Self {
            watch: link.watch(key.clone(), purpose),
            key,
            woken: Arc::default(),
        };
        assert_eq!(handler.poll(), Poll::Pending);
        handler
    }

    fn poll(&self) -> Poll<()> {
        let waker = Waker::from(Arc::clone(&self.woken));
        self.watch.poll(&Context::from_waker(&waker))
    }

    fn woken(&self) -> usize {
        self.woken.0.load(Ordering::SeqCst)
    }
}

/// Receives the notification that cancels the call with this id, in JSON.
fn cancel(link: &Link, id: &str) {
    let args = format!(r#"{{"id":{id}}}"#);
    link.cancel_incoming(&Params::Named(Raw::json(&args)));
}

fn ids() -> [Id; 2] {
    [Id::Number(1), Id::Other(b"\"one\"".as_slice().into())]
}

#[test]
fn only_the_handlers_of_a_cancelled_call_are_woken() {
    let world = World::new();
    let [first, second] = ids().map(|id| Handler::of(&world.link, &id, Purpose::Drop));
    cancel(&world.link, r#""one""#);
    assert_eq!((first.poll(), first.woken()), (Poll::Pending, 0));
    assert_eq!((second.poll(), second.woken()), (Poll::Ready(()), 1));
    assert!(!world.link.is_cancelled(&first.key));
    assert!(world.link.is_cancelled(&second.key));
    world.link.close(&DisconnectReason::Closed);
    assert_eq!((first.poll(), first.woken()), (Poll::Ready(()), 1));
    assert_eq!(second.woken(), 1);
}

#[test]
fn a_handler_that_finishes_anyway_is_notified_but_not_dropped() {
    let world = World::new();
    let [drops, notifies] = [Purpose::Drop, Purpose::Notify]
        .map(|purpose| Handler::of(&world.link, &ids()[0], purpose));
    world.link.finish_anyway(&drops.key);
    cancel(&world.link, "1");
    assert_eq!(drops.poll(), Poll::Pending);
    assert_eq!(notifies.poll(), Poll::Ready(()));
}

#[test]
fn a_handler_that_begins_after_the_cancellation_notices_it() {
    let world = World::new();
    let key = world.link.key_of_new_call(&ids()[0]);
    cancel(&world.link, "1");
    assert!(world.link.is_cancelled(&key));
    let watch = world.link.watch(key, Purpose::Drop);
    let context = Context::from_waker(Waker::noop());
    assert_eq!(watch.poll(&context), Poll::Ready(()));
}

#[test]
fn a_new_call_with_the_id_of_a_cancelled_call_is_not_cancelled() {
    let world = World::new();
    cancel(&world.link, "1");
    let key = world.link.key_of_new_call(&ids()[0]);
    assert!(!world.link.is_cancelled(&key));
}

#[test]
fn a_peer_that_cancels_unknown_calls_uses_little_memory() {
    let world = World::new();
    for id in 0..3 * MAX_REMEMBERED_CALLS as u64 {
        cancel(&world.link, &id.to_string());
    }
    assert_eq!(world.link.cancelled_ids(), MAX_REMEMBERED_CALLS);
}

#[test]
fn a_dropped_watch_leaves_nothing_behind() {
    let world = World::new();
    let handler = Handler::of(&world.link, &ids()[0], Purpose::Drop);
    assert_eq!(world.link.watches(), 1);
    drop(handler);
    assert_eq!(world.link.watches(), 0);
}
