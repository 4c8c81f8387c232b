//! An interceptor that counts the messages of each method.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use super::{CallDirection, CallEnd, CallInfo, Interceptor};
use crate::handler_error::Fault;
use crate::sync::lock;

/// An [`Interceptor`] that counts the messages of each method.
///
/// ```
/// # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use my_api::{MyApi, MyApiInverted, args};
/// use std::sync::Arc;
///
/// use qrpc_runtime::MethodCounters;
///
/// # let server = MyApi::builder().transport("tcpserv:127.0.0.1:0").build()?;
/// # server.echo.connect(|_sender, args| args.text);
/// # server.start()?;
/// # let address = server.address().expect("a started server has an address");
/// let counters = Arc::new(MethodCounters::default());
/// let api = MyApiInverted::builder()
///     .intercept(Arc::clone(&counters))
///     .transport(format!("tcp:{address}"))
///     .build()?;
/// # api.start()?;
/// api.all().echo(args::Echo::default()).result()?;
/// # while counters.snapshot()["echo"].outgoing.ended == 0 {}
/// assert_eq!(counters.snapshot()["echo"].outgoing.ended, 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct MethodCounters(Mutex<BTreeMap<String, MethodCount>>);

/// The messages of one method so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MethodCount {
    /// The messages that this side sent. A message to several receivers counts once per receiver.
    pub outgoing: MessageCount,
    /// The messages that this side received.
    pub incoming: MessageCount,
}

/// The messages of one method in one direction so far.
///
/// A call that this side sent ends when it has its result, a notification that this side sent ends
/// when it was sent, and a received message ends when it was handled. A refused message ends too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MessageCount {
    /// The number of messages that have ended, with or without an error.
    pub ended: u64,
    /// The number of messages that have ended with an error.
    pub failed: u64,
    /// The number of messages that have begun and have not ended yet.
    pub in_progress: u64,
    /// The total size in bytes of the messages that have ended, without their replies.
    pub bytes: u64,
    /// The total time that the messages that have ended took ([`CallEnd::elapsed`]).
    pub elapsed: Duration,
}

impl MethodCounters {
    /// The key under which the methods that the spec does not have are counted together, so that a
    /// peer cannot fill the memory with names.
    pub const UNKNOWN: &'static str = "(unknown)";

    /// Returns the counts of each method, keyed by the method's name on the wire. A method without
    /// messages is not in the map.
    #[must_use]
    pub fn snapshot(&self) -> BTreeMap<String, MethodCount> {
        lock(&self.0).clone()
    }

    fn count(&self, call: &CallInfo, change: impl FnOnce(&mut MessageCount)) {
        let method = if call.is_in_spec {
            &call.method
        } else {
            Self::UNKNOWN
        };
        let mut methods = lock(&self.0);
        if !methods.contains_key(method) {
            methods.insert(method.to_owned(), MethodCount::default());
        }
        if let Some(count) = methods.get_mut(method) {
            change(match call.direction {
                CallDirection::Outgoing => &mut count.outgoing,
                CallDirection::Incoming => &mut count.incoming,
            });
        }
    }
}

impl Interceptor for MethodCounters {
    fn before(&self, call: &CallInfo) -> Result<(), Fault> {
        self.count(call, |count| count.in_progress += 1);
        Ok(())
    }

    fn after(&self, call: &CallInfo, end: &CallEnd) {
        self.count(call, |count| {
            count.ended += 1;
            count.failed += u64::from(end.result.is_err());
            count.in_progress -= u64::from(end.begun);
            count.bytes += call.size as u64;
            count.elapsed += end.elapsed;
        });
    }
}
