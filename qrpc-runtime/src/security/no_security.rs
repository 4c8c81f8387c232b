//! `null`: no security.

use std::borrow::Cow;

use super::{Opened, Sealed, SecInfo, Security, SecurityError};

/// Adds nothing and checks nothing. Handlers get no security information, even if the peer sends
/// some.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSecurity;

impl Security for NoSecurity {
    fn seal(&self, _payload: &[u8]) -> Result<Option<Sealed>, SecurityError> {
        Ok(None)
    }

    fn open<'p>(&self, payload: &'p [u8], _claimed: SecInfo) -> Result<Opened<'p>, SecurityError> {
        Ok(Opened {
            info: SecInfo::default(),
            payload: Cow::Borrowed(payload),
        })
    }

    fn is_stateless(&self) -> bool {
        true
    }

    fn expression(&self) -> String {
        "null".to_owned()
    }
}
