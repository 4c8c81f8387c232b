//! The role of the current thread, and the API for which it has that role.

use std::cell::Cell;

/// The work that a thread of an API does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The thread polls sockets and the clock, reads, settles replies, keeps deadlines and writes.
    Io,
    /// The thread runs handlers, callbacks and hooks.
    Handlers,
    /// The thread has neither the I/O role nor the handler role at the moment.
    Standby,
}

thread_local! {
    static HERE: Cell<Option<(u64, Role)>> = const { Cell::new(None) };
    /// Whether this thread polls an async handler. A promise that is pending in an async handler
    /// does not block the thread.
    static POLLS: Cell<bool> = const { Cell::new(false) };
}

/// Returns the id of the handler queue to which the current thread belongs, and the thread's role.
/// `None` if the thread does not belong to an API.
pub(super) fn here() -> Option<(u64, Role)> {
    HERE.get()
}

pub(super) fn enter<T>(dispatch: u64, role: Role, run: impl FnOnce() -> T) -> T {
    let before = HERE.replace(Some((dispatch, role)));
    let done = run();
    HERE.set(before);
    done
}

/// Runs `poll`, during which this thread counts as polling an async handler. `poll` must not panic.
pub(crate) fn polling<T>(poll: impl FnOnce() -> T) -> T {
    let before = POLLS.replace(true);
    let done = poll();
    POLLS.set(before);
    done
}

pub(super) fn is_polling() -> bool {
    POLLS.get()
}
