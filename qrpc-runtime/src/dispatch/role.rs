//! Which role the running thread has, and for which API.

use std::cell::Cell;

/// What a thread of an API does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It polls sockets and the clock, reads, settles replies, keeps deadlines and writes.
    Io,
    /// It runs handlers, callbacks and hooks.
    Handlers,
    /// It has neither role for now.
    Standby,
}

thread_local! {
    static HERE: Cell<Option<(u64, Role)>> = const { Cell::new(None) };
    /// Whether this thread polls an async handler, which may be left while it waits.
    static POLLS: Cell<bool> = const { Cell::new(false) };
}

/// The API whose thread this is, and the thread's role.
pub(super) fn here() -> Option<(u64, Role)> {
    HERE.get()
}

pub(super) fn enter<T>(dispatch: u64, role: Role, run: impl FnOnce() -> T) -> T {
    let before = HERE.replace(Some((dispatch, role)));
    let done = run();
    HERE.set(before);
    done
}

/// Runs `poll`, in which a promise may be awaited, and which does not panic.
pub(crate) fn polling<T>(poll: impl FnOnce() -> T) -> T {
    let before = POLLS.replace(true);
    let done = poll();
    POLLS.set(before);
    done
}

pub(super) fn is_polling() -> bool {
    POLLS.get()
}
