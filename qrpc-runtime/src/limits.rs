//! The limits of one API: the resources of this side that a peer may use, and the load that this
//! side may put on a peer.

use std::time::Duration;

/// The limits of one API. Exceeding a limit has a defined outcome and affects only the peer
/// concerned.
///
/// One peer can make this side keep, at most: one incomplete `frame` and one read of 64 KiB, which
/// includes the bytes that are read ahead while reading is paused; two copies of the ids of
/// cancelled calls, sixteen times as many ids as `calls_in`, or 1,024 if that is more;
/// `waiting_bytes` of messages plus one message, twice if there is a problem hook; `replies` plus
/// the replies of calls that are already in progress, and as much again if the peer sends batches;
/// and `queued` plus one message. While a call to the peer is in flight, `calls_in`, `waiting`,
/// `waiting_bytes` and `replies` are sixteen times as high, because the answer may be queued behind
/// other messages.
///
/// All sizes are those of messages on the wire. A decoded message takes more memory, above all a
/// value of the type `any` that consists of many small values: up to 60 times its size as JSON, 125
/// times in `msgpack`, and 160 times in `terse`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The maximum size of one frame in bytes, in both directions. Default: 4 MiB. For a larger
    /// frame, a sender gets [`CallError::Unsendable`](crate::CallError::Unsendable), and a receiver
    /// closes the connection.
    pub frame: usize,
    /// The maximum nesting depth of messages. Default: 64. A deeper message is neither read nor
    /// sent. JSON is read up to 128 levels and `terse` up to 127, even if the limit is higher. The
    /// sender of a deeper message gets [`CallError::Unsendable`](crate::CallError::Unsendable).
    pub depth: usize,
    /// The number of calls from one peer that may be in progress here. Default: 256. With one call
    /// more, reading from the peer pauses until half of the calls are answered. Notifications that
    /// cancel calls take effect even then, if at most 64 KiB are unread before them. While a call
    /// to the peer is in flight, the limit is sixteen times as high, and calls above the raised
    /// limit are answered with [`RemoteError::OVERLOADED`](crate::RemoteError::OVERLOADED).
    pub calls_in: usize,
    /// The maximum number of calls in flight to one peer. Default: 256, which is also the default
    /// of `calls_in` at the peer. A further call fails with
    /// [`CallError::Overloaded`](crate::CallError::Overloaded).
    pub calls_out: usize,
    /// The maximum number of bytes of calls and notifications in the write queue of one peer.
    /// Default: 1 MiB. Above this limit, a caller waits for room. Replies do not count towards this
    /// limit. A reply to the peer is written after the bytes that are already queued, so a larger
    /// limit can delay replies longer.
    pub queued: usize,
    /// The maximum number of bytes of replies in the write queue of one peer. Default: 32 MiB. At
    /// this limit, reading from the peer pauses until half of the bytes are written. A peer may
    /// therefore send calls whose replies have up to this number of bytes in total before it reads
    /// the first reply. Calls that were read before the pause are handled after the pause, and no
    /// reply is discarded.
    pub replies: usize,
    /// The maximum time for which a peer may accept no byte while data is queued for it. Default:
    /// 30 s. When this time has passed, the peer is disconnected with
    /// [`DisconnectReason::Stalled`](crate::DisconnectReason::Stalled).
    pub stall: Duration,
    /// The maximum time without progress after the peer has sent its last byte, even if reading
    /// from the peer is paused. Progress means that a call of the peer is answered or a byte is
    /// written to the peer. Default: 30 s. When this time has passed, the connection is closed, and
    /// the remaining calls and replies are discarded, which is logged.
    pub drain: Duration,
    /// The maximum time for which a caller waits for room in the write queue. Default: 10 s. A call
    /// whose deadline is earlier stops waiting at its deadline. If the wait ends without room, the
    /// caller gets [`CallError::Overloaded`](crate::CallError::Overloaded). A message to several
    /// receivers is sent first to the receivers whose queues have room.
    pub queue_patience: Duration,
    /// The maximum number of messages from one peer that are received but not finished. Default:
    /// 1,024. At this limit, reading from the peer pauses until half of the messages are finished,
    /// so that the network slows the peer down. While a call to the peer waits for its answer, the
    /// limit is sixteen times as high, because the answer may come after further messages.
    pub waiting: usize,
    /// The maximum total size in bytes of the messages that `waiting` counts. Default: 8 MiB, and
    /// sixteen times as high while a call to the peer waits for its answer. At this limit, reading
    /// pauses as for `waiting`.
    pub waiting_bytes: usize,
    /// The maximum number of messages in a received batch of JSON-RPC. Default: 256. A larger batch
    /// is answered with one error; replies in the batch still settle their calls. Batches that this
    /// side sends have at most as many messages.
    pub batch: usize,
    /// The maximum number of connections of a listening transport. Default: 1,024. A connection
    /// above this limit is closed at once.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame: 4 << 20,
            depth: 64,
            calls_in: 256,
            calls_out: 256,
            queued: 1 << 20,
            replies: 32 << 20,
            stall: Duration::from_secs(30),
            drain: Duration::from_secs(30),
            queue_patience: Duration::from_secs(10),
            waiting: 1024,
            waiting_bytes: 8 << 20,
            batch: 256,
            connections: 1024,
        }
    }
}
