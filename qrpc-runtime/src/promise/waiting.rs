//! Where a call waits for its answer: at one connection, or at several.

use std::sync::{Arc, Weak};
use std::time::Instant;

/// Where a call waits for an answer.
pub(crate) trait Waitlist: Send + Sync {
    /// An answer to this call is of no use any more.
    fn forget(&self, id: u64);
    /// Writes what waits to be written: a thread is about to wait for an answer.
    fn flush(self: Arc<Self>);
    /// This thread begins to wait for an answer.
    fn begin_wait(&self);
    /// This thread waits no longer.
    fn end_wait(&self);
    /// Reads on this thread until an answer is `there`, or `end` has come, unless somebody else
    /// does or only the event loop can. Says whether it did.
    fn read_until(self: Arc<Self>, end: Instant, there: &dyn Fn() -> bool) -> bool;
}

/// A call, and where it waits: once for each receiver.
pub(crate) struct Asked {
    pub(crate) id: u64,
    pub(crate) places: Places,
}

/// One place, as most calls have it, costs no allocation.
pub(crate) enum Places {
    One(Weak<dyn Waitlist>),
    Several(Vec<Weak<dyn Waitlist>>),
}

impl Asked {
    pub(super) fn forget(&self) {
        for place in self.each() {
            place.forget(self.id);
        }
    }

    /// Has the call written before somebody waits for its answer.
    pub(super) fn flush(&self) {
        for place in self.each() {
            place.flush();
        }
    }

    fn each(&self) -> impl Iterator<Item = Arc<dyn Waitlist>> {
        let places = match &self.places {
            Places::One(place) => std::slice::from_ref(place),
            Places::Several(places) => places.as_slice(),
        };
        places.iter().filter_map(Weak::upgrade)
    }

    /// Whether some place may still wait when another one has its answer.
    pub(super) fn is_left_over(&self) -> bool {
        matches!(self.places, Places::Several(_))
    }
}

/// A thread waits at a place for as long as this lives.
pub(super) struct Waits(Arc<dyn Waitlist>);

impl Waits {
    pub(super) fn at(place: Arc<dyn Waitlist>) -> Self {
        place.begin_wait();
        Self(place)
    }

    pub(super) fn read_until(&self, end: Instant, there: &dyn Fn() -> bool) -> bool {
        Arc::clone(&self.0).read_until(end, there)
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.end_wait();
    }
}
