//! The interceptors of an API, and the messages that they observe.

use std::fmt::Display;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tracing::Span;

use super::delivery::{CalledMethod, OutgoingCall};
use super::spans;
use super::{CallDirection, CallEnd, CallInfo, Caller, Interceptor, Peer, Receivers};
use crate::Value;
use crate::codec::Body;
use crate::error::{CallError, RemoteError};
use crate::handler_error::Fault;
use crate::link::{Link, Settler};
use crate::promise::Settle;
use crate::protocol::Outcome;
use crate::sync::{contained, lock};

/// The interceptors of an API, and whether each message gets a span of `tracing`.
#[derive(Clone, Default)]
pub(crate) struct Interceptors {
    pub(crate) list: Vec<Arc<dyn Interceptor>>,
    pub(crate) spans: bool,
}

impl Interceptors {
    /// Whether nothing observes the messages of the API.
    pub(crate) fn are_off(&self) -> bool {
        self.list.is_empty() && !self.spans
    }

    pub(crate) fn want_arguments(&self) -> bool {
        let mut list = self.list.iter();
        list.any(Interceptor::wants_arguments)
    }

    /// Begins to observe a message. `id` is the id of a call.
    pub(crate) fn observe(
        self: &Arc<Self>,
        info: CallInfo,
        id: Option<&dyn Display>,
    ) -> Observation {
        let span = if self.spans {
            spans::of(&info, id)
        } else {
            Span::none()
        };
        Observation(Some(Box::new(Observed {
            interceptors: Arc::clone(self),
            info,
            span,
            started: Instant::now(),
            begun: false,
        })))
    }
}

/// A message that interceptors observe, until its end is reported to them. If an observation is
/// dropped before, the message ends as cancelled.
#[derive(Default)]
pub(crate) struct Observation(Option<Box<Observed>>);

struct Observed {
    interceptors: Arc<Interceptors>,
    info: CallInfo,
    span: Span,
    started: Instant,
    /// Whether the interceptors ran before the message was sent or handled.
    begun: bool,
}

impl Observation {
    /// Runs all interceptors. Returns the first error, if interceptors refuse the message.
    pub(crate) fn before(&mut self) -> Result<(), Fault> {
        let Some(observed) = &mut self.0 else {
            return Ok(());
        };
        observed.begun = true;
        let observed = &*observed;
        observed.span.in_scope(|| {
            let list = observed.interceptors.list.iter();
            list.map(|each| before(&**each, &observed.info))
                .fold(Ok(()), Result::and)
        })
    }

    /// Returns the span of the message, in which its handlers run.
    pub(crate) fn span(&self) -> Span {
        let observed = self.0.as_ref();
        observed.map_or_else(Span::none, |observed| observed.span.clone())
    }

    /// Reports the end of the message, on the thread that runs handlers.
    pub(crate) fn end(mut self, result: Result<(), CallError>) {
        self.report(result);
    }

    fn report(&mut self, result: Result<(), CallError>) {
        let Some(observed) = self.0.take() else {
            return;
        };
        let elapsed = observed.started.elapsed();
        spans::end(&observed.span, &result);
        let peer = observed.info.peer.clone();
        peer.run_on_handler_thread(move || {
            let begun = observed.begun;
            let end = CallEnd {
                result,
                elapsed,
                begun,
            };
            for interceptor in &observed.interceptors.list {
                contained(|| interceptor.after(&observed.info, &end));
            }
        });
    }
}

/// Runs one interceptor. A panic refuses the message.
fn before(interceptor: &dyn Interceptor, info: &CallInfo) -> Result<(), Fault> {
    panic::catch_unwind(AssertUnwindSafe(|| interceptor.before(info))).unwrap_or_else(|_| {
        let message = "an interceptor panicked";
        Err(Fault::with_code(RemoteError::INTERNAL_ERROR, message))
    })
}

impl Drop for Observation {
    fn drop(&mut self) {
        self.report(Err(CallError::Cancelled));
    }
}

impl Caller {
    /// Runs the interceptors of a message to one receiver. `id` and `size` are those of the
    /// message.
    pub(super) fn observe(
        self: &Arc<Self>,
        link: &Arc<Link>,
        method: CalledMethod<'_>,
        args: &dyn Body,
        (id, size): (Option<u64>, usize),
    ) -> Result<Observation, CallError> {
        let wanted = self.interceptors.want_arguments();
        let info = CallInfo {
            direction: CallDirection::Outgoing,
            method: method.name.to_owned().into(),
            is_in_spec: method.is_in_spec,
            peer: Peer::new(Arc::downgrade(self), Receivers::link(link)),
            has_reply: id.is_some(),
            size,
            arguments: wanted.then(|| Value::of(args.erased()).unwrap_or_default()),
        };
        let mut observation = self
            .interceptors
            .observe(info, id.as_ref().map(|id| id as &dyn Display));
        match observation.before() {
            Ok(()) => Ok(observation),
            Err(fault) => {
                let error = CallError::Refused(fault.to_string());
                observation.end(Err(error.clone()));
                Err(error)
            }
        }
    }

    /// Returns the settler of a call to one receiver, so that interceptors observe the call. If an
    /// interceptor refuses the call, returns the unchanged settler and the error.
    pub(super) fn observed(
        self: &Arc<Self>,
        settler: Settler,
        link: &Arc<Link>,
        call: &OutgoingCall<'_>,
        size: usize,
    ) -> Result<Settler, (Settler, CallError)> {
        if self.interceptors.are_off() {
            return Ok(settler);
        }
        match self.observe(link, call.method, call.args, (Some(call.id), size)) {
            Err(error) => Err((settler, error)),
            Ok(observation) => {
                let late = (call.deadline, CallError::Timeout(call.timeout));
                Ok(Arc::new(ObservedSettler::new(settler, observation, late)))
            }
        }
    }
}

/// The settler of a call that interceptors observe.
pub(super) struct ObservedSettler {
    settler: Settler,
    observation: Mutex<Option<Observation>>,
    /// The error of the call if its promise was dropped at this time or later.
    late: (Instant, CallError),
}

impl ObservedSettler {
    /// `late` is the deadline of the call and the error at the deadline.
    pub(super) fn new(
        settler: Settler,
        observation: Observation,
        late: (Instant, CallError),
    ) -> Self {
        Self {
            settler,
            observation: Mutex::new(Some(observation)),
            late,
        }
    }

    fn end(&self, result: Result<(), CallError>) {
        let observation = lock(&self.observation).take();
        if let Some(observation) = observation {
            observation.end(result);
        }
    }
}

impl Settle for ObservedSettler {
    fn answer(&self, outcome: Outcome<'_>) -> Result<(), CallError> {
        let result = self.settler.answer(outcome);
        self.end(result.clone());
        result
    }

    fn lose(&self, error: CallError) {
        self.end(Err(error.clone()));
        self.settler.lose(error);
    }

    fn expire(&self) {
        self.end(Err(self.late.1.clone()));
        self.settler.expire();
    }
}

impl Drop for ObservedSettler {
    fn drop(&mut self) {
        let (deadline, error) = &self.late;
        if Instant::now() >= *deadline {
            self.end(Err(error.clone()));
        }
    }
}
