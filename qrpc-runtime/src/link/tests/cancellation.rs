//! Calls of a peer that are cancelled by their ids, while their connection continues.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use super::World;
use crate::codec::{Id, Params, Raw};
use crate::error::DisconnectReason;
use crate::link::{Link, Purpose, ReceivedCall, Watch};

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
    call: ReceivedCall,
    woken: Arc<Counter>,
}

impl Handler {
    fn of(link: &Arc<Link>, id: &Id, purpose: Purpose) -> Self {
        let call = link.received_call(id);
        let handler = Self {
            watch: link.watch(call.clone(), purpose),
            call,
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
    assert!(!world.link.is_cancelled(&first.call));
    assert!(world.link.is_cancelled(&second.call));
    world.link.close(&DisconnectReason::Closed);
    assert_eq!((first.poll(), first.woken()), (Poll::Ready(()), 1));
    assert_eq!(second.woken(), 1);
}

#[test]
fn a_handler_that_finishes_anyway_is_notified_but_not_dropped() {
    let world = World::new();
    let [drops, notifies] = [Purpose::Drop, Purpose::Notify]
        .map(|purpose| Handler::of(&world.link, &ids()[0], purpose));
    world.link.finish_anyway(&drops.call);
    cancel(&world.link, "1");
    assert_eq!(drops.poll(), Poll::Pending);
    assert_eq!(notifies.poll(), Poll::Ready(()));
}

#[test]
fn a_handler_that_begins_after_the_cancellation_notices_it() {
    let world = World::new();
    let call = world.link.received_call(&ids()[0]);
    cancel(&world.link, "1");
    assert!(world.link.is_cancelled(&call));
    let watch = world.link.watch(call, Purpose::Drop);
    let context = Context::from_waker(Waker::noop());
    assert_eq!(watch.poll(&context), Poll::Ready(()));
}

#[test]
fn a_new_call_with_the_id_of_a_cancelled_call_is_not_cancelled_and_the_old_one_is() {
    let world = World::new();
    let [first, second, third] = [(); 3].map(|()| {
        let handler = Handler::of(&world.link, &ids()[0], Purpose::Drop);
        cancel(&world.link, "1");
        handler
    });
    let new = world.link.received_call(&ids()[0]);
    assert!(!world.link.is_cancelled(&new));
    for old in [&first, &second, &third] {
        assert!(world.link.is_cancelled(&old.call));
        assert_eq!(old.poll(), Poll::Ready(()));
    }
    cancel(&world.link, "1");
    assert!(world.link.is_cancelled(&new));
}

#[test]
fn a_peer_that_cancels_unknown_calls_uses_little_memory() {
    let world = World::new();
    let most = world.link.session.most_calls() + 1;
    let [first, last] = [(); 2].map(|()| world.link.received_call(&Id::Number(0)));
    for id in 0..most {
        cancel(&world.link, &id.to_string());
    }
    // No call in progress is forgotten.
    assert!(world.link.is_cancelled(&first) && world.link.is_cancelled(&last));
    for id in most..2 * most {
        cancel(&world.link, &id.to_string());
    }
    assert_eq!(world.link.cancelled_ids(), most);
}

#[test]
fn a_dropped_watch_leaves_nothing_behind() {
    let world = World::new();
    let handler = Handler::of(&world.link, &ids()[0], Purpose::Drop);
    assert_eq!(world.link.watches(), 1);
    drop(handler);
    assert_eq!(world.link.watches(), 0);
}
