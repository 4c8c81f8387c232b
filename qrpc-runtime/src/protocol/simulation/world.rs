//! Two programs, the connections between them, and the failures that can happen to them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Happened;
use super::end::{Call, End, Sends};
use crate::codec::{Jrpc, OutgoingMessage};
use crate::error::DisconnectReason;
use crate::limits::Limits;
use crate::protocol::{Overdue, Protocol, PushError, Traffic};
use crate::security::NoSecurity;

const CONNECTIONS: usize = 3;

pub(super) struct World {
    pub(super) protocol: Arc<Protocol>,
    random: fastrand::Rng,
    pub(super) now: Instant,
    pub(super) ends: [Vec<End>; 2],
    /// For each call, the number of times that it was settled.
    calls: Vec<u32>,
    pub(super) happened: Happened,
}

#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) side: usize,
    pub(super) connection: usize,
}

impl Place {
    pub(super) fn opposite(self) -> Self {
        Self {
            side: 1 - self.side,
            ..self
        }
    }
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let limits = Limits {
            calls_in: 1,
            calls_out: 60,
            waiting: 2,
            replies: 150,
            queued: 2_000,
            stall: Duration::from_millis(400),
            drain: Duration::from_secs(3600),
            ..Limits::default()
        };
        let protocol = Arc::new(Protocol::new(
            &Jrpc::default(),
            Arc::new(NoSecurity),
            limits,
        ));
        let ends = [(); 2].map(|()| (0..CONNECTIONS).map(|_| End::new(&protocol)).collect());
        Self {
            protocol,
            random: fastrand::Rng::with_seed(seed),
            now: Instant::now(),
            ends,
            calls: Vec::new(),
            happened: Happened::default(),
        }
    }

    pub(super) fn step(&mut self) {
        let place = self.place();
        match self.random.u32(0..200) {
            0..45 => self.call(place),
            45..55 => self.notify(place),
            55..100 => self.write(place),
            100..150 | 162..180 => self.deliver(place),
            150..162 => self.answer(place),
            180..186 => self.cancel(place),
            186..194 => self.wait(),
            194 => self.misdirect(place),
            195 => self.hang_up(place, &DisconnectReason::Closed),
            196 | 197 => self.half_close(place),
            _ => {
                let end = self.end(place);
                end.stalled = !end.stalled;
            }
        }
        self.shut(place);
    }

    fn place(&mut self) -> Place {
        Place {
            side: self.random.usize(0..2),
            connection: self.random.usize(0..CONNECTIONS),
        }
    }

    pub(super) fn end(&mut self, place: Place) -> &mut End {
        &mut self.ends[place.side][place.connection]
    }

    fn call(&mut self, place: Place) {
        if self.end(place).sends != Sends::Everything {
            return;
        }
        let call = self.calls.len();
        self.calls.push(0);
        let deadline = self.now + Duration::from_millis(self.random.u64(1..500));
        let id = call as u64 + 1;
        let end = self.end(place);
        if end.session.expect(id, call, deadline).is_err() {
            self.happened.refused += 1;
            return self.settle(call);
        }
        let args = BTreeMap::from([("text", "\u{0} some text, \u{1F600}")]);
        let message = OutgoingMessage::Call {
            method: "echo",
            id: Some(id),
            args: &args,
            timeout: None,
        };
        if end.push(&message, Traffic::Own) == Err(PushError::Full) {
            let call = end.session.take(Some(id)).expect("nothing settled it yet");
            self.happened.overloaded += 1;
            self.settle(call);
        }
    }

    fn notify(&mut self, place: Place) {
        if self.end(place).sends != Sends::Everything {
            return;
        }
        match self.end(place).notify() {
            Ok(()) => {}
            Err(PushError::Full | PushError::Closed(_)) => self.happened.overloaded += 1,
            Err(error) => panic!("{error}"),
        }
    }

    /// Writes a random number of the queued bytes of an end, which may be none.
    fn write(&mut self, place: Place) {
        let (takes, now) = (self.random.usize(0..200), self.now);
        let end = self.end(place);
        let bytes = end.write(takes, now);
        if end.session.resumes() {
            end.held_back = false;
        }
        self.end(place.opposite()).arriving.extend(bytes);
    }

    /// Delivers some of the bytes that are on their way to an end, unless reading is paused at that
    /// end.
    fn deliver(&mut self, place: Place) {
        let takes = self.random.usize(0..300);
        let end = self.end(place);
        if end.held_back || end.session.input_ended().is_some() {
            return;
        }
        if end.session.holds_back() {
            end.held_back = true;
            self.happened.held_back += 1;
            return;
        }
        let delivered = end.deliver(takes);
        for id in delivered.refused.iter().filter(|_| !end.is_shut()) {
            assert_eq!(end.refuse(id), Ok(()));
        }
        self.happened.too_many += u32::try_from(delivered.refused.len()).unwrap();
        self.happened.stray += delivered.strays;
        self.happened.answered += u32::try_from(delivered.settled.len()).unwrap();
        self.settle_all(delivered.settled);
    }

    /// Answers a random one of the calls that wait at an end, sometimes twice.
    fn answer(&mut self, place: Place) {
        let (chosen, twice) = (self.random.usize(0..8), self.random.u32(0..10) == 0);
        let end = self.end(place);
        if end.asked.is_empty() {
            return;
        }
        let (id, length) = end.asked.swap_remove(chosen % end.asked.len());
        assert_eq!(end.answer(&id), Ok(()));
        if twice {
            assert_eq!(end.answer(&id), Ok(()));
        }
        end.session.done(length, true);
        if end.session.resumes() {
            end.held_back = false;
        }
        self.happened.doubled += u32::from(twice);
    }

    /// Answers a call over another connection than the one over which it came. A reply over the
    /// wrong connection must settle no call.
    fn misdirect(&mut self, place: Place) {
        let Some((id, _)) = self.end(place).asked.last().cloned() else {
            return;
        };
        let connection = (place.connection + 1) % CONNECTIONS;
        let other = self.end(Place {
            connection,
            ..place
        });
        if other.is_shut() {
            return;
        }
        assert_eq!(other.answer(&id), Ok(()));
        self.happened.misdirected += 1;
    }

    fn cancel(&mut self, place: Place) {
        let Some(last) = self.calls.len().checked_sub(1) else {
            return;
        };
        let call = self.random.usize(last.saturating_sub(50)..=last);
        if let Some(call) = self.end(place).session.take(Some(call as u64 + 1)) {
            self.happened.cancelled += 1;
            self.settle(call);
        }
    }

    /// Lets time pass: calls expire, and connections end that could not be written for too long.
    fn wait(&mut self) {
        self.now += Duration::from_millis(self.random.u64(0..100));
        let now = self.now;
        let late: Vec<_> = self
            .all()
            .flat_map(|end| end.session.expired(now).0)
            .collect();
        self.happened.expired += u32::try_from(late.len()).unwrap();
        self.settle_all(late);
        for place in places() {
            if let Err(Overdue { reason, .. }) = self.end(place).session.overdue(now) {
                assert!(matches!(reason, DisconnectReason::Stalled(_)), "{reason}");
                self.happened.stalled += 1;
                self.hang_up(place, &reason);
            }
        }
    }

    pub(super) fn settle_all(&mut self, calls: Vec<Call>) {
        for call in calls {
            self.settle(call);
        }
    }

    fn settle(&mut self, call: Call) {
        self.calls[call] += 1;
        assert_eq!(self.calls[call], 1, "call {call} was settled again");
    }

    fn all(&self) -> impl Iterator<Item = &End> {
        self.ends.iter().flatten()
    }

    /// Writes, delivers and answers everything that waits, without letting time pass.
    pub(super) fn finish(&mut self) {
        for place in places() {
            self.end(place).stalled = false;
        }
        for place in (0..3_000).flat_map(|_| places()) {
            self.write(place);
            self.deliver(place);
            self.answer(place);
            self.shut(place);
        }
        let unsettled = self.calls.iter().filter(|times| **times == 0).count();
        assert_eq!(unsettled, 0, "calls that never settle");
        for end in self.all() {
            assert_eq!(end.session.waiting(), 0, "calls that are never forgotten");
            assert_eq!(
                end.session.calls_in_progress(),
                0,
                "calls that are never answered"
            );
            assert_eq!(end.session.queued(), 0, "bytes that are never written");
            assert!(!end.held_back, "a peer that is never read again");
        }
    }
}

fn places() -> impl Iterator<Item = Place> {
    (0..2).flat_map(|side| (0..CONNECTIONS).map(move |connection| Place { side, connection }))
}
