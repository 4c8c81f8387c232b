//! The settling of calls.

use crate::error::CallError;
use crate::protocol::Outcome;

/// Settles a call, independently of its result type. Only the first settlement of a call counts.
pub(crate) trait Settle: Send + Sync {
    /// Settles the call with the answer of the other side. Returns the error of the call, if the
    /// answer is or contains one.
    fn answer(&self, outcome: Outcome<'_>) -> Result<(), CallError>;
    /// Notes that one of the receivers will not answer. If no other receiver can answer, the call
    /// fails with `error`.
    fn lose(&self, error: CallError);
    /// Fails the call, because its deadline has passed.
    fn expire(&self);
}
