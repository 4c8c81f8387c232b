//! Generated peer types.

/// Implements the functions and traits that every generated peer type has.
///
/// `__peer!(EchoApiPeer)` expands to the implementations for `EchoApiPeer` that
/// [`__side`](crate::__side) shows.
#[doc(hidden)]
#[macro_export]
macro_rules! __peer {
    ($name:ident) => {
        #[allow(dead_code)]
        impl $name {
            /// Returns the same peers with a timeout for the calls that are made through them. The
            /// timeout applies instead of the method's and the builder's. It has no effect on
            /// notifications.
            #[must_use]
            pub fn within(&self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.within(timeout))
            }
        }

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
