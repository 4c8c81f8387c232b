//! `null`: no security.

use std::borrow::Cow;

use super::{Opened, Sealed, SecInfo, Security, SecurityError};

/// Adds nothing, checks nothing, and tells handlers nothing, whatever a peer may claim.
#[derive(Clone, Copy, Debug, Default)]
pub struct Null;

impl Security for Null {
    fn seal(&self, _payload: &[u8]) -> Result<Option<Sealed>, SecurityError> {
        Ok(None)
    }

    fn open<'p>(&self, payload: &'p [u8], _claimed: SecInfo) -> Result<Opened<'p>, SecurityError> {
        Ok(Opened {
            info: SecInfo::default(),
            payload: Cow::Borrowed(payload),
        })
    }

    fn expression(&self) -> String {
        "null".to_owned()
    }
}
