//! Security providers: what they add to a payload on its way out, and check on its way in.

mod believe;
mod expression;
mod info;
mod null;

use std::borrow::Cow;

pub use believe::BlindlyBelieveEverything;
pub use expression::{SecurityExpression, register_security};
pub use info::SecInfo;
pub use null::Null;

/// Secures payloads and checks secured ones (quickrpc's `Security`).
///
/// The information that goes with a payload travels in a message of its own before it, the
/// notification `rpc.secinfo`; a payload without it comes with an empty [`SecInfo`].
pub trait Security: Send + Sync + 'static {
    /// Secures a payload (quickrpc's `sec_out`). `None` sends it as it is and adds nothing.
    ///
    /// # Errors
    ///
    /// When it cannot be secured; it is not sent then.
    fn seal(&self, payload: &[u8]) -> Result<Option<Sealed>, SecurityError>;

    /// Checks a payload (quickrpc's `sec_in`), and says which information about its sender the
    /// handlers may see.
    ///
    /// # Errors
    ///
    /// When it is not to be trusted; nothing of it is read then.
    fn open<'p>(&self, payload: &'p [u8], info: SecInfo) -> Result<Opened<'p>, SecurityError>;

    /// The string that stands for it, such as `null`. What no string stands for gives the
    /// name of its type.
    fn expression(&self) -> String {
        std::any::type_name::<Self>().to_owned()
    }
}

/// A payload that was secured.
pub struct Sealed {
    /// What travels before it.
    pub info: SecInfo,
    /// What replaces it, where it was changed, such as by encryption.
    pub payload: Option<Vec<u8>>,
}

/// A payload that was checked.
pub struct Opened<'p> {
    /// What handlers are told of the sender.
    pub info: SecInfo,
    /// The payload to be read.
    pub payload: Cow<'p, [u8]>,
}

/// A payload cannot be secured, or is not to be trusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SecurityError(pub String);
