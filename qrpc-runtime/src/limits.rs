//! How much a peer may ask of this side, and this side of itself.

use std::time::Duration;

/// The bounds of one API. What lies beyond a bound has an outcome, and costs only the peer that
/// it concerns.
///
/// One peer can make this side keep: one `frame` that is not whole and one read of 64 KiB;
/// `waiting_bytes` of messages and one more, twice where there is a problem hook; `replies`, and
/// the replies of calls that are in progress already; and `queued` and one more message. While a
/// call to the peer is in flight, `calls_in`, `waiting`, `waiting_bytes` and `replies` are sixteen
/// times as high, because its answer may be queued behind other messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one frame, in and out: 4 MiB. Beyond it, the sender gets
    /// [`CallError::Unsendable`](crate::CallError::Unsendable), and a receiver ends the connection.
    pub frame: usize,
    /// How deep messages may be nested: 64. A deeper one is not read, and not sent: the sender
    /// gets [`CallError::Unsendable`](crate::CallError::Unsendable).
    pub depth: usize,
    /// Calls of one peer in progress here: 256. Beyond it, nothing more of that peer is read until
    /// half of them are answered. While a call to that peer is in flight, one call beyond sixteen
    /// times as many is answered with [`RemoteError::OVERLOADED`](crate::RemoteError::OVERLOADED).
    pub calls_in: usize,
    /// Calls to one peer that wait for their answer: 256, as many as a peer takes in. One more is
    /// [`CallError::Overloaded`](crate::CallError::Overloaded).
    pub calls_out: usize,
    /// Bytes of calls and notifications that wait to be written to one peer: 8 MiB. Beyond them a
    /// caller waits for room. Replies do not count.
    pub queued: usize,
    /// Bytes of replies that wait to be written to one peer: 32 MiB. Beyond them, nothing more of
    /// that peer is read until half of them are written, so a peer may send calls whose replies
    /// have up to that size before it reads the first one. Calls that were read before are handled
    /// later, and no reply is discarded.
    pub replies: usize,
    /// How long a peer may take no byte while some wait to be written to it: 30 s. Then it is
    /// disconnected with [`DisconnectReason::Stalled`](crate::DisconnectReason::Stalled).
    pub stall: Duration,
    /// How long a connection stays open after the peer's last byte without any call of the peer
    /// being answered, or any byte being written to it: 30 s. Then the calls and replies that are
    /// left are discarded, and the log says so.
    pub drain: Duration,
    /// How long a caller waits for room: 10 s, or until the call's deadline if that is sooner.
    /// Then it gets [`CallError::Overloaded`](crate::CallError::Overloaded). With several
    /// receivers those that have room are sent to before.
    pub queue_patience: Duration,
    /// Messages of one peer that are under way here: 1,024. Beyond them nothing more of it is read
    /// until half of them are done, so that the network holds it back; unless a call to it waits
    /// for its answer, which may come behind more: then sixteen times as many are taken in.
    pub waiting: usize,
    /// Bytes of the frames that those messages came in: 8 MiB, and sixteen times as many while a
    /// call waits. Beyond them it is as beyond `waiting`.
    pub waiting_bytes: usize,
    /// Connections that a listening transport keeps: 1,024. One more is closed at once.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame: 4 << 20,
            depth: 64,
            calls_in: 256,
            calls_out: 256,
            queued: 8 << 20,
            replies: 32 << 20,
            stall: Duration::from_secs(30),
            drain: Duration::from_secs(30),
            queue_patience: Duration::from_secs(10),
            waiting: 1024,
            waiting_bytes: 8 << 20,
            connections: 1024,
        }
    }
}
