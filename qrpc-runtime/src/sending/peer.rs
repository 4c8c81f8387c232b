//! Peers: one or several connections, as handlers and callers use them.

use std::fmt;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use super::Caller;
use super::{Answers, Receiver, Receivers};
use crate::error::{CallError, SendError};
use crate::handler_queue::contained;
use crate::link::{Link, ReceivedCall};
use crate::method::{Method, Mode, Sent};
use crate::promise::Promise;
use crate::security::SecInfo;

/// One peer, such as the sender of a message, or several peers to send to.
///
/// Generated code wraps this type and adds the methods that can be called on the peer.
#[derive(Clone)]
pub struct Peer {
    caller: Weak<Caller>,
    pub(super) receivers: Receivers,
    secinfo: Option<Arc<SecInfo>>,
    /// When the time to answer the peer's call ends, if the peer is the sender of a call.
    answer_by: Option<Instant>,
    /// The peer's call, if the peer is the sender of a call.
    pub(crate) call: Option<ReceivedCall>,
}

impl Peer {
    pub(crate) fn new(caller: Weak<Caller>, receivers: Receivers) -> Self {
        Self {
            caller,
            receivers,
            secinfo: None,
            answer_by: None,
            call: None,
        }
    }

    /// Creates the peer that sent a message. `info` is the security information that came with it.
    /// `answer_by` is when the time to answer ends, if the message is a call with a limit.
    pub(crate) fn sender(
        caller: Weak<Caller>,
        link: &Arc<Link>,
        info: SecInfo,
        answer_by: Option<Instant>,
    ) -> Self {
        let secinfo = (!info.is_empty()).then(|| Arc::new(info));
        Self {
            caller,
            receivers: Receivers::link(link),
            secinfo,
            answer_by,
            call: None,
        }
    }

    /// Returns the name of the peer, which calls can use as a receiver. For several peers, returns
    /// all their names.
    ///
    /// Names have the same form as in quickrpc: `host:port` over TCP, `stdio`, or the name on a
    /// bus.
    #[must_use]
    pub fn name(&self) -> String {
        self.receivers.to_string()
    }

    /// Returns the security provider's information about the sender of a message. The information
    /// is empty if the provider gives none, or if this peer is not the sender of a message.
    #[must_use]
    pub fn secinfo(&self) -> &SecInfo {
        static NOTHING: SecInfo = SecInfo::new();
        self.secinfo.as_deref().unwrap_or(&NOTHING)
    }

    /// Returns the receivers of messages to this peer.
    #[must_use]
    pub fn receivers(&self) -> &Receivers {
        &self.receivers
    }

    /// Returns the same peer with a timeout for the calls that are made through it. The timeout
    /// applies instead of the method's timeout and the [builder's](crate::Builder::timeout). If
    /// `within` was called before, its timeout is replaced. The original peer does not change.
    ///
    /// With [`Duration::ZERO`], calls fail at once and are not sent. With [`Duration::MAX`], calls
    /// have no timeout. A call that times out fails with [`CallError::Timeout`], which contains
    /// `timeout`.
    ///
    /// The timeout has no effect on notifications, because they have no reply. The other side
    /// learns the timeout only with [`send_timeouts`](crate::Builder::send_timeouts), and its
    /// handlers continue after the call has timed out.
    ///
    /// The receivers of a method handle keep the timeout of a peer:
    ///
    /// ```
    /// # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use my_api::{MyApi, MyApiInverted, args};
    /// # let server = MyApi::builder().transport("tcpserv:127.0.0.1:0").build()?;
    /// # server.echo.connect_later(|_sender, _args, reply| std::mem::forget(reply));
    /// # server.start()?;
    /// # let address = server.address().expect("a started server has an address");
    /// # let api = MyApiInverted::builder().transport(format!("tcp:{address}")).build()?;
    /// # api.start()?;
    /// use std::time::Duration;
    ///
    /// use qrpc_runtime::CallError;
    ///
    /// let brief = Duration::from_millis(50);
    /// // In this example, the other side never answers.
    /// let answer = api.all().within(brief).echo(args::Echo::default()).result();
    /// assert_eq!(answer, Err(CallError::Timeout(brief)));
    ///
    /// let answer = api.echo.blocking(api.all().within(brief), args::Echo::default());
    /// assert_eq!(answer, Err(CallError::Timeout(brief)));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn within(&self, timeout: Duration) -> Self {
        let mut peer = self.clone();
        peer.receivers.timeout = Some(timeout);
        peer
    }

    /// Returns the time that is left to answer the call whose sender this peer is, or zero if no
    /// time is left.
    ///
    /// The time begins when this side reads the call. Its length is the limit of this side: the
    /// timeout of the method in the spec or, if the spec sets none, the
    /// [builder's](crate::Builder::timeout) on this side. If the caller says a shorter time
    /// ([`send_timeouts`](crate::Builder::send_timeouts)), the shorter time counts. If the caller
    /// does not say how long it waits, it may wait for a shorter or longer time, for example
    /// because it uses [`within`](Self::within).
    ///
    /// Returns `None` if there is no limit, if the message is a notification, or if this peer is
    /// not the sender of a message.
    ///
    /// ```
    /// # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use my_api::{MyApi, MyApiInverted, args};
    /// # let server = MyApi::builder().transport("tcpserv:127.0.0.1:0").build()?;
    /// # let work = || "done".to_owned();
    /// server.echo.try_connect(move |sender, _args| {
    ///     if sender.time_left().is_some_and(|left| left.is_zero()) {
    ///         return Err("the caller no longer waits".into());
    ///     }
    ///     Ok(work())
    /// });
    /// # server.start()?;
    /// # let address = server.address().expect("a started server has an address");
    /// # let api = MyApiInverted::builder().transport(format!("tcp:{address}")).build()?;
    /// # api.start()?;
    /// # assert_eq!(api.all().echo(args::Echo::default()).result()?, "done");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn time_left(&self) -> Option<Duration> {
        let end = self.answer_by?;
        Some(end.saturating_duration_since(Instant::now()))
    }

    /// Returns the sending half of the API; `None` if the API was dropped.
    pub(super) fn caller(&self) -> Option<Arc<Caller>> {
        self.caller.upgrade()
    }

    /// Runs `work` on the thread that runs handlers, immediately if that is the current thread.
    pub(crate) fn run_on_handler_thread(&self, work: impl FnOnce() + Send + 'static) {
        match self.caller.upgrade() {
            Some(caller) if !caller.dispatch.has_handler_role() => caller.dispatch.later(work),
            _ => contained(work),
        }
    }

    #[doc(hidden)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "arguments are made for their call"
    )]
    pub fn call<M: Method>(&self, args: M::Args) -> Sent<M> {
        call::<M>(&self.caller, &self.receivers, &args)
    }
}

/// Calls each of the receivers, for an API that may have been dropped.
pub(crate) fn gather<M: Method, P>(
    caller: &Weak<Caller>,
    receivers: &Receivers,
    args: &M::Args,
) -> Result<Answers<P, M::Reply, M::Error>, CallError> {
    let caller = caller.upgrade().ok_or(CallError::Stopped)?;
    caller.gather::<M, P>(receivers, args)
}

/// Calls a method of an API that may have been dropped.
pub(crate) fn call<M: Method>(
    caller: &Weak<Caller>,
    receivers: &Receivers,
    args: &M::Args,
) -> Sent<M> {
    match caller.upgrade() {
        Some(caller) => caller.call::<M>(receivers, args),
        None => M::Mode::sent(
            || Promise::failed(CallError::Stopped),
            || Err(SendError::everywhere(CallError::Stopped)),
        ),
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.receivers.fmt(f)
    }
}

impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Peer").field(&self.receivers).finish()
    }
}

impl Receiver for Peer {
    fn receivers(&self) -> Receivers {
        self.receivers.clone()
    }
}

impl From<Peer> for Receivers {
    fn from(peer: Peer) -> Self {
        peer.receivers
    }
}

impl From<&Peer> for Receivers {
    fn from(peer: &Peer) -> Self {
        peer.receivers.clone()
    }
}
