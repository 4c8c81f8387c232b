//! Generated peer types.

/// Implements the traits that every generated peer type has.
#[doc(hidden)]
#[macro_export]
macro_rules! __peer {
    ($name:ident) => {
        impl ::core::ops::Deref for $name {
            type Target = $crate::Peer;

            fn deref(&self) -> &$crate::Peer {
                &self.0
            }
        }

        impl ::core::convert::From<$crate::Peer> for $name {
            fn from(peer: $crate::Peer) -> Self {
                Self(peer)
            }
        }

        impl $crate::Receiver for $name {
            fn receivers(&self) -> $crate::Receivers {
                $crate::Receiver::receivers(&self.0)
            }
        }

        impl ::core::convert::From<&$name> for $crate::Receivers {
            fn from(peer: &$name) -> Self {
                ::core::convert::From::from(&peer.0)
            }
        }

        impl ::core::convert::From<$name> for $crate::Receivers {
            fn from(peer: $name) -> Self {
                ::core::convert::From::from(&peer.0)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}
