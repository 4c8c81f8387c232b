//! Generated side types.

/// Implements the functions that every side has. The braces list the fields of the side, except
/// `__api`.
///
/// ```text
/// side! {
///     EchoApi, EchoApiPeer => EchoApiInverted {
///         say: Incoming,
///         echo: Outgoing,
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __side {
    ($side:ident, $peer:ident $(=> $inverse:ident)? { $($method:ident: $handle:ident),* $(,)? }) => {
        #[allow(dead_code)]
        impl $side {
            /// Starts to build this side, with the codec `jrpc`, the security provider `null` and
            /// no transport.
            pub fn builder() -> $crate::Builder<Self> {
                $crate::Builder::new()
            }

            $(
                /// Turns this side into the other one, with the same codec, transport, security,
                /// guards and problem hook.
                ///
                /// # Errors
                ///
                /// When the API was started, or has handlers or peer watchers, because those belong
                /// to this side.
                pub fn invert(
                    self,
                ) -> ::core::result::Result<$inverse, $crate::InvertError> {
                    $crate::codegen::invert(self.__api)
                }
            )?

            /// Returns a peer that sends to the given receivers. Its methods are those of the other
            /// side.
            #[must_use]
            pub fn to(
                &self,
                receivers: impl ::core::convert::Into<$crate::Receivers>,
            ) -> $peer {
                ::core::convert::Into::into(self.__api.to(receivers))
            }

            /// Returns a peer that sends to all connected peers. Its methods are those of the other
            /// side.
            #[must_use]
            pub fn all(&self) -> $peer {
                self.to($crate::All)
            }

            /// Returns the peers that are connected now.
            #[must_use]
            pub fn peers(&self) -> ::std::vec::Vec<$peer> {
                $crate::codegen::peers(&self.__api)
            }

            /// Calls `watcher` when a peer connects or disconnects, on the thread that runs
            /// handlers.
            pub fn on_peer(
                &self,
                watcher: impl ::core::ops::Fn(&$crate::PeerEvent<$peer>)
                    + ::core::marker::Send
                    + ::core::marker::Sync
                    + 'static,
            ) {
                $crate::codegen::on_peer(&self.__api, watcher);
            }
        }

        impl ::core::ops::Deref for $side {
            type Target = $crate::Api;

            fn deref(&self) -> &Self::Target {
                &self.__api
            }
        }

        impl $crate::codegen::Side for $side {
            const NAME: &'static str = ::core::stringify!($side);
            type Peer = $peer;

            #[allow(deprecated)]
            fn wire(api: $crate::Api) -> Self {
                Self {
                    $($method: $crate::$handle::new(&api),)*
                    __api: api,
                }
            }
        }

        $(
            impl $crate::codegen::Invert for $side {
                type Inverse = $inverse;
            }
        )?
    };
}
