//! A received message, from its arrival until it is finished.

use std::ops::Deref;
use std::sync::Arc;

use super::Link;

/// A received message, which counts as in progress until this value is dropped.
pub(crate) struct InProgress {
    link: Arc<Link>,
    bytes: usize,
    call: bool,
}

impl Link {
    /// Counts a message of `bytes` bytes as in progress until the returned value is dropped. `call`
    /// tells whether the message is an admitted call.
    pub(crate) fn in_progress(self: &Arc<Self>, bytes: usize, call: bool) -> InProgress {
        self.session.begin(bytes);
        InProgress {
            link: Arc::clone(self),
            bytes,
            call,
        }
    }
}

impl Deref for InProgress {
    type Target = Arc<Link>;

    fn deref(&self) -> &Arc<Link> {
        &self.link
    }
}

impl Drop for InProgress {
    fn drop(&mut self) {
        self.link.session.done(self.bytes, self.call);
        self.link.progressed();
    }
}
