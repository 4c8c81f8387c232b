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

            /// Sends the calls and notifications that `calls` makes through the given peer
            /// together, as one batch of JSON-RPC. `calls` returns the promises of the calls, and
            /// must not wait for them.
            ///
            /// # Errors
            ///
            /// Returns the error of `calls`. Otherwise lists each receiver that the batch could not
            /// be sent to, with the reason.
            pub fn batch<__T>(
                &self,
                calls: impl ::core::ops::FnOnce(&Self) -> ::core::result::Result<__T, $crate::SendError>,
            ) -> ::core::result::Result<__T, $crate::SendError> {
                self.0.batch(|peer| calls(&Self(::core::clone::Clone::clone(peer))))
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
