//! Two programs and the connections between them, and all that can go wrong there.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Happened;
use crate::codec::{Id, Jrpc, Outgoing};
use crate::core::{Event, Protocol, Session};
use crate::error::{DisconnectReason, RemoteError};
use crate::limits::Limits;
use crate::security::Null;

const CONNECTIONS: usize = 3;

/// What settles a call: its place in [`World::calls`].
type Call = usize;

/// One end of a connection.
struct End {
    session: Session<Call>,
    /// Bytes on their way to it.
    arriving: VecDeque<u8>,
    /// Calls that it was asked, and has not answered.
    asked: Vec<Id>,
}

pub(super) struct World {
    protocol: Arc<Protocol>,
    random: fastrand::Rng,
    now: Instant,
    ends: [Vec<End>; 2],
    /// How often each call was settled.
    calls: Vec<u32>,
    pub(super) happened: Happened,
}

#[derive(Clone, Copy)]
struct Place {
    side: usize,
    connection: usize,
}

impl Place {
    fn opposite(self) -> Self {
        Self {
            side: 1 - self.side,
            ..self
        }
    }
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let limits = Limits {
            calls_in: 8,
            calls_out: 12,
            ..Limits::default()
        };
        let protocol = Arc::new(Protocol::new(&Jrpc::default(), Arc::new(Null), limits));
        let ends = [(); 2].map(|()| (0..CONNECTIONS).map(|_| End::new(&protocol)).collect());
        let random = fastrand::Rng::with_seed(seed);
        let now = Instant::now();
        Self {
            protocol,
            random,
            now,
            ends,
            calls: Vec::new(),
            happened: Happened::default(),
        }
    }

    pub(super) fn step(&mut self) {
        let place = self.place();
        match self.random.u32(0..100) {
            0..25 => self.call(place),
            25..50 => self.write(place),
            50..75 => self.deliver(place),
            75..90 => self.answer(place),
            90..93 => self.cancel(place),
            93..98 => self.wait(),
            98 => self.misdirect(place),
            _ => self.hang_up(place),
        }
    }

    fn place(&mut self) -> Place {
        Place {
            side: self.random.usize(0..2),
            connection: self.random.usize(0..CONNECTIONS),
        }
    }

    fn end(&mut self, place: Place) -> &mut End {
        &mut self.ends[place.side][place.connection]
    }

    fn call(&mut self, place: Place) {
        let call = self.calls.len();
        self.calls.push(0);
        let deadline = self.now + Duration::from_millis(self.random.u64(1..500));
        let id = call as u64 + 1;
        let session = &self.end(place).session;
        if session.expect(id, call, deadline).is_err() {
            self.happened.refused += 1;
            return self.settle(call);
        }
        let args = BTreeMap::from([("text", "\u{0} some text, \u{1F600}")]);
        let sent = session.push(&Outgoing::Call {
            method: "echo",
            id: Some(id),
            args: &args,
        });
        assert_eq!(sent, Ok(()));
    }

    /// Puts some of what waits on the wire; sometimes the wire takes only a part for now.
    fn write(&mut self, place: Place) {
        let takes = self.random.usize(0..200);
        let session = &self.end(place).session;
        let Some(mut burst) = session.writable().or_else(|| session.begin()) else {
            return;
        };
        let part = burst.bytes.len().min(burst.written + takes);
        let bytes = burst.bytes[burst.written..part].to_vec();
        burst.written = part;
        let next = if part == burst.bytes.len() {
            session.wrote(burst)
        } else {
            session.blocked(burst)
        };
        assert!(next.is_none(), "only one writes here");
        self.end(place.opposite()).arriving.extend(bytes);
    }

    /// Gives an end some of the bytes that are on their way to it.
    fn deliver(&mut self, place: Place) {
        let takes = self.random.usize(0..300);
        let end = self.end(place);
        let takes = takes.min(end.arriving.len());
        let bytes: Vec<u8> = end.arriving.drain(..takes).collect();
        let mut asked = Vec::new();
        let mut settled = Vec::new();
        let mut strays = 0;
        let received = end.session.receive(&bytes, &mut |event, _| match event {
            Event::Call { id: Some(id), .. } => asked.push((id, true)),
            Event::Refused { id, .. } => asked.push((id, false)),
            Event::Settled { token, .. } => settled.push(token),
            Event::Stray { .. } => strays += 1,
            Event::Call { id: None, .. } | Event::Noise { .. } => panic!("nobody sent that"),
        });
        assert_eq!(received, Ok(()));
        self.happened.stray += strays;
        self.happened.answered += u32::try_from(settled.len()).unwrap();
        self.settle_all(settled);
        for (id, admitted) in asked {
            self.asked(place, id, admitted);
        }
    }

    fn asked(&mut self, place: Place, id: Id, admitted: bool) {
        if admitted {
            self.end(place).asked.push(id);
        } else {
            let error = RemoteError::new(RemoteError::OVERLOADED, "too many");
            let refusal = Outgoing::Error {
                id: Some(&id),
                error: &error,
            };
            assert_eq!(self.end(place).session.push(&refusal), Ok(()));
        }
    }

    /// Answers one of the calls that wait, not always the oldest, and sometimes twice.
    fn answer(&mut self, place: Place) {
        let (chosen, twice) = (self.random.usize(0..8), self.random.u32(0..10) == 0);
        let end = self.end(place);
        if end.asked.is_empty() {
            return;
        }
        let id = end.asked.swap_remove(chosen % end.asked.len());
        let reply = Outgoing::Result {
            id: &id,
            value: &"there",
        };
        assert_eq!(end.session.push(&reply), Ok(()));
        end.session.answered();
        if twice {
            assert_eq!(end.session.push(&reply), Ok(()));
            self.happened.doubled += 1;
        }
    }

    /// Answers a call over another connection than it came from: that must settle nothing.
    fn misdirect(&mut self, place: Place) {
        let Some(id) = self.end(place).asked.last().cloned() else {
            return;
        };
        let connection = (place.connection + 1) % CONNECTIONS;
        let other = self.end(Place {
            connection,
            ..place
        });
        let reply = Outgoing::Result {
            id: &id,
            value: &"forged",
        };
        assert_eq!(other.session.push(&reply), Ok(()));
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

    fn wait(&mut self) {
        self.now += Duration::from_millis(self.random.u64(0..100));
        let now = self.now;
        let late = self
            .all()
            .flat_map(|end| end.session.expired(now).0)
            .collect::<Vec<_>>();
        self.happened.expired += u32::try_from(late.len()).unwrap();
        self.settle_all(late);
    }

    /// Ends a connection, with all that is on its way, and makes another in its place.
    fn hang_up(&mut self, place: Place) {
        for place in [place, place.opposite()] {
            let fresh = End::new(&self.protocol);
            let ended = std::mem::replace(self.end(place), fresh);
            let left = ended
                .session
                .close(DisconnectReason::Closed)
                .expect("it was open");
            self.happened.dropped += u32::try_from(left.len()).unwrap();
            self.settle_all(left);
            assert!(ended.session.close(DisconnectReason::Closed).is_none());
            assert!(ended.session.expect(1, 0, self.now).is_err());
        }
    }

    fn settle_all(&mut self, calls: Vec<Call>) {
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

    /// The clock goes on until every deadline has come.
    pub(super) fn finish(&mut self) {
        for _ in 0..20 {
            self.now += Duration::from_millis(100);
            self.wait();
        }
        let unsettled = self.calls.iter().filter(|times| **times == 0).count();
        assert_eq!(unsettled, 0, "calls that never settle");
        assert!(
            self.all().all(|end| end.session.waiting() == 0),
            "calls that are never forgotten"
        );
        let answering = self
            .all()
            .all(|end| end.session.answering() == end.asked.len());
        assert!(answering, "calls that count although they were answered");
    }
}

impl End {
    fn new(protocol: &Arc<Protocol>) -> Self {
        let session = Session::new(Arc::clone(protocol));
        Self {
            session,
            arriving: VecDeque::new(),
            asked: Vec::new(),
        }
    }
}
