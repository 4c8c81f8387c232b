//! What both programs have to agree on before they meet.

use std::fmt;

/// A codec and a security provider, as on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The codec's expression.
    pub codec: &'static str,
    /// The security's expression, without a user.
    pub security: &'static str,
}

impl Dialect {
    /// Those that the matrix has.
    pub const ALL: [Self; 3] = [
        Self::new("jrpc", "null"),
        Self::new(r"jrpc:\n", "null"),
        Self::new("jrpc", "blindly_believe_everything"),
    ];

    const fn new(codec: &'static str, security: &'static str) -> Self {
        Self { codec, security }
    }

    /// The security's expression for a user, which `null` does not know.
    pub(crate) fn security_of(self, user: &str) -> String {
        match self.user(user) {
            "" => self.security.to_owned(),
            user => format!("{}:{user}", self.security),
        }
    }

    /// The user as the other side gets to know it.
    pub(crate) fn user(self, user: &str) -> &str {
        if self.security == "null" { "" } else { user }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} + {}", self.codec, self.security)
    }
}
