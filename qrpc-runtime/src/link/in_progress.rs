//! A received message from its arrival until it is done with.

use std::ops::Deref;
use std::sync::Arc;

use super::Link;

/// A message of a peer that is in progress here, for as long as this lives.
pub(crate) struct InProgress {
    link: Arc<Link>,
    bytes: usize,
    call: bool,
}

impl Link {
    /// Counts a message of so many bytes for as long as what is returned lives. `call` says that
    /// it is an admitted call.
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
