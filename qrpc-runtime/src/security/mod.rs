//! Security providers. A provider secures outgoing payloads and checks incoming payloads.

mod believe;
mod expression;
mod info;
mod no_security;

use std::borrow::Cow;

pub use believe::BlindlyBelieveEverything;
pub use expression::{SecurityExpression, register_security};
pub use info::SecInfo;
pub use no_security::NoSecurity;

/// Secures outgoing payloads and checks incoming ones.
///
/// The security information about a payload is sent in a separate message before the payload: the
/// notification `rpc.secinfo`. A payload without a preceding `rpc.secinfo` is checked with an empty
/// [`SecInfo`].
pub trait Security: Send + Sync + 'static {
    /// Secures a payload. `None` means that the payload is sent unchanged, without security
    /// information.
    ///
    /// # Errors
    ///
    /// When the payload cannot be secured. After an error, the payload is not sent.
    fn seal(&self, payload: &[u8]) -> Result<Option<Sealed>, SecurityError>;

    /// Checks a payload. Returns the payload to decode, and the information about its sender that
    /// handlers may see.
    ///
    /// # Errors
    ///
    /// When the payload cannot be trusted. After an error, the payload is not decoded.
    fn open<'p>(&self, payload: &'p [u8], info: SecInfo) -> Result<Opened<'p>, SecurityError>;

    /// Whether [`open`](Self::open) gives the same result when it is called again for a payload. If
    /// so, it may be called early, and again later: while reading from a peer is paused, the
    /// runtime looks for notifications that cancel calls. If not, these notifications have no
    /// effect until reading resumes. Default: false.
    fn is_stateless(&self) -> bool {
        false
    }

    /// Returns the provider as a string, such as `null`. For a provider type without a string form,
    /// returns the name of the type.
    fn expression(&self) -> String {
        std::any::type_name::<Self>().to_owned()
    }
}

/// A secured payload.
pub struct Sealed {
    /// The information that is sent before the payload.
    pub info: SecInfo,
    /// The payload to send instead, for example an encrypted one. `None` sends the original
    /// payload.
    pub payload: Option<Vec<u8>>,
}

/// A checked payload.
pub struct Opened<'p> {
    /// The information about the sender that handlers may see.
    pub info: SecInfo,
    /// The payload to decode.
    pub payload: Cow<'p, [u8]>,
}

/// A payload cannot be secured or cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SecurityError(pub String);
