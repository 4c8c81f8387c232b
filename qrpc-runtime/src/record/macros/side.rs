//! One side of an API.

/// Makes a side of the fields that it has beside `__api`, and gives it the functions that every
/// side has.
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
            /// Starts building this side: codec `jrpc`, security `null`, and no transport yet.
            pub fn builder() -> $crate::Builder<Self> {
                $crate::Builder::new()
            }

            $(
                /// Turns this side into the other one, with the same codec, transport, security,
                /// guards and problem hook.
                ///
                /// # Errors
                ///
                /// When it was started, or has handlers or peer watchers: those belong to this
                /// side.
                pub fn invert(
                    self,
                ) -> ::core::result::Result<$inverse, $crate::InvertError> {
                    $crate::codegen::invert(self.__api)
                }
            )?

            /// The other side's methods, towards the peers named.
            #[must_use]
            pub fn to(
                &self,
                receivers: impl ::core::convert::Into<$crate::Receivers>,
            ) -> $peer {
                ::core::convert::Into::into(self.__api.to(receivers))
            }

            /// The other side's methods, towards all connected peers.
            #[must_use]
            pub fn all(&self) -> $peer {
                self.to($crate::All)
            }

            /// The peers that are connected now.
            #[must_use]
            pub fn peers(&self) -> ::std::vec::Vec<$peer> {
                $crate::codegen::peers(&self.__api)
            }

            /// Has `watcher` told of peers that come and go, where handlers run.
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
