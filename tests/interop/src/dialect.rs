//! The codec and the security provider, which both programs must have in common.

use std::fmt;

/// A codec string and a security string, as on the command line of the programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The codec string.
    pub codec: &'static str,
    /// The security string, without a user.
    pub security: &'static str,
}

impl Dialect {
    /// The dialects that the matrix tests.
    pub const ALL: [Self; 3] = [
        Self::new("jrpc", "null"),
        Self::new(r"jrpc:\n", "null"),
        Self::new("jrpc", "blindly_believe_everything"),
    ];

    const fn new(codec: &'static str, security: &'static str) -> Self {
        Self { codec, security }
    }

    /// Returns the security string with a user. The provider `null` has no user.
    pub(crate) fn security_of(self, user: &str) -> String {
        match self.user(user) {
            "" => self.security.to_owned(),
            user => format!("{}:{user}", self.security),
        }
    }

    /// Returns the user that the other side sees; empty for the provider `null`.
    pub(crate) fn user(self, user: &str) -> &str {
        if self.security == "null" { "" } else { user }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} + {}", self.codec, self.security)
    }
}
