//! `blindly_believe_everything`: sends an unverified user name.

use std::borrow::Cow;

use super::{Opened, Sealed, SecInfo, Security, SecurityError};
use crate::Value;

/// Sends a user name with every message and accepts every received name without a check. For tests
/// only: any sender can use any name.
#[derive(Clone, Debug, Default)]
pub struct BlindlyBelieveEverything {
    /// The name that is sent. quickrpc's default is the empty string.
    pub user: String,
}

impl Security for BlindlyBelieveEverything {
    fn seal(&self, _payload: &[u8]) -> Result<Option<Sealed>, SecurityError> {
        let info = [("user".to_owned(), Value::from(self.user.as_str()))];
        Ok(Some(Sealed {
            info: info.into_iter().collect(),
            payload: None,
        }))
    }

    fn open<'p>(&self, payload: &'p [u8], claimed: SecInfo) -> Result<Opened<'p>, SecurityError> {
        Ok(Opened {
            info: claimed,
            payload: Cow::Borrowed(payload),
        })
    }

    fn is_stateless(&self) -> bool {
        true
    }

    fn expression(&self) -> String {
        match self.user.as_str() {
            "" => "blindly_believe_everything".to_owned(),
            user => format!("blindly_believe_everything:{user}"),
        }
    }
}
