//! The functions of a sender for the cancellation of its call.

use std::future::{self, Future};

use super::Peer;
use crate::link::{Purpose, StartPermit, Watch};
use crate::protocol::CallKey;
use crate::value::RequestId;

impl Peer {
    /// Whether the call whose sender this peer is was cancelled: the caller has cancelled the call,
    /// or the connection on which the call arrived has ended, so no answer can reach the caller.
    ///
    /// A caller cancels with [`Promise::cancel`](crate::Promise::cancel), or in another program
    /// with the notification that the key `cancel` of the spec names. The answer of the handler is
    /// then discarded. If the spec names an error for cancelled calls, the caller gets this error.
    ///
    /// A connection ends when the peer disconnects or crashes, or when this API is stopped. If a
    /// peer has only sent its last byte, it may still read replies, so the connection ends later:
    /// when everything is answered, when a write fails, or after
    /// [`Limits::drain`](crate::Limits::drain) without progress. A peer that has closed the
    /// connection looks the same at first.
    ///
    /// The result stays false for the sender of a notification, because a notification has no
    /// answer that anybody waits for, and for a peer that is not the sender of a message.
    ///
    /// A handler that computes for long can ask from time to time:
    ///
    /// ```
    /// # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use my_api::{MyApi, MyApiInverted, args};
    /// # let server = MyApi::builder().transport("tcpserv:127.0.0.1:0").build()?;
    /// # let work = |_step| ();
    /// server.echo.try_connect(move |sender, args| {
    ///     for step in 0..1000 {
    ///         if sender.is_cancelled() {
    ///             return Err("the caller is gone".into());
    ///         }
    ///         work(step);
    ///     }
    ///     Ok(args.text)
    /// });
    /// # server.start()?;
    /// # let address = server.address().expect("a started server has an address");
    /// # let api = MyApiInverted::builder().transport(format!("tcp:{address}")).build()?;
    /// # api.start()?;
    /// # assert_eq!(api.all().echo(args::Echo::default().text("x")).result()?, "x");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        let Some(call) = &self.call else { return false };
        let link = self.receivers.the_link();
        link.is_none_or(|link| link.is_cancelled(call))
    }

    /// Returns the id of the call whose sender this peer is, for example for a method of the
    /// protocol that refers to the call. The id of a call is unique only among the calls of its
    /// connection.
    ///
    /// Returns `None` if the message is a notification, if this peer is not the sender of a
    /// message, or if the id is neither an integer of the type `i64` nor a string.
    #[must_use]
    pub fn request_id(&self) -> Option<RequestId> {
        match &self.call.as_ref()?.key {
            CallKey::Id(id) => Some(id.clone()),
            CallKey::Other(_) => None,
        }
    }

    /// Returns a future that completes when the call is cancelled, at once if it already is: see
    /// [`is_cancelled`](Self::is_cancelled). The future of a notification never completes.
    ///
    /// An async handler does not need this function, because its own future is dropped when the
    /// call is cancelled. A synchronous handler that blocks its thread can pass the future to
    /// another thread, which then ends the work, for example by killing a child process. The future
    /// does not complete when the handler returns, so that thread should wait for this too.
    #[must_use = "futures do nothing unless they are polled"]
    pub fn cancelled(&self) -> impl Future<Output = ()> + Send + 'static + use<> {
        let watch = self.watch(Purpose::Notify);
        let is_cancelled = self.is_cancelled();
        async move {
            match watch {
                Some(watch) => future::poll_fn(|context| watch.poll(context)).await,
                None if is_cancelled => {}
                None => future::pending().await,
            }
        }
    }

    /// Lets the async handlers of the call that have already started finish, even if the call is
    /// cancelled. Without this function, the future of a handler is dropped while it waits at an
    /// `.await`, or before it first runs.
    ///
    /// Has no effect on synchronous handlers and on notifications, whose handlers always finish.
    /// Without an executor, the thread that runs handlers ends when the API is stopped, and the
    /// future is then dropped unfinished.
    ///
    /// ```
    /// # mod my_api { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/my_api.rs")); }
    /// # use my_api::{MyApiAsyncHandlers, MyApiPeer, args};
    /// # use qrpc_runtime::Fault;
    /// # struct Accounts;
    /// # impl Accounts {
    /// #     async fn find(&self, _name: &str) -> Result<u64, Fault> { Ok(1) }
    /// #     async fn withdraw(&self, _account: u64) -> Result<(), Fault> { Ok(()) }
    /// #     async fn deposit(&self, _account: u64) -> Result<(), Fault> { Ok(()) }
    /// # }
    /// impl MyApiAsyncHandlers for Accounts {
    ///     async fn echo(&self, sender: MyApiPeer, args: args::Echo) -> Result<String, Fault> {
    ///         let account = self.find(&args.text).await?; // may be dropped here
    ///         sender.finish_anyway();
    ///         self.withdraw(account).await?; // is not dropped here any more
    ///         self.deposit(account).await?;
    ///         Ok(args.text)
    ///     }
    /// #   async fn notify(&self, _sender: MyApiPeer, _args: args::Notify) -> Result<(), Fault> {
    /// #       Ok(())
    /// #   }
    /// }
    /// ```
    pub fn finish_anyway(&self) {
        if let (Some(call), Some(link)) = (&self.call, self.receivers.the_link()) {
            link.finish_anyway(call);
        }
    }

    /// Returns the permit of an async handler of this message to start. Returns `None` if this
    /// peer is not the sender of a message, or if its connection no longer exists.
    pub(crate) fn start_permit(&self) -> Option<StartPermit> {
        Some(self.receivers.the_link()?.start_permit())
    }

    /// Returns a watch for the cancellation of the call. Returns `None` if this peer is not the
    /// sender of a call, or if its connection no longer exists.
    pub(crate) fn watch(&self, purpose: Purpose) -> Option<Watch> {
        Some(
            self.receivers
                .the_link()?
                .watch(self.call.clone()?, purpose),
        )
    }
}
