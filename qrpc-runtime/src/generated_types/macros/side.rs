//! Generated side types.

/// Implements the functions and traits of a side and its peer type.
///
/// ```text
/// side! {
///     EchoApi(EchoApiPeer) answers EchoApiHandlers or EchoApiAsyncHandlers { say, quit }
///     calls { echo } inverse EchoApiInverted
/// }
/// ```
///
/// The first braces list the methods that the side answers, the braces after `calls` list the
/// methods that the side calls. The optional braces after `both` list the methods that the side
/// both answers and calls. `inverse` names the other side, if the stub contains the other side.
/// `cancels "stop"("id") fails(-32800, "cancelled")` names the notification that cancels a call,
/// its argument with the id of the call, and the error that answers a cancelled call. Without
/// `fails`, a cancelled call is not answered. The example expands to:
///
/// ```text
/// impl EchoApi {
///     pub fn builder() -> Builder<Self> { … }
///     pub fn invert(self) -> Result<EchoApiInverted, InvertError> { … }
///     pub fn to(&self, receivers: impl Into<Receivers>) -> EchoApiPeer { … }
///     pub fn all(&self) -> EchoApiPeer { … }
///     pub fn batch<T>(&self, receivers: …, calls: …) -> Result<T, SendError> { … }
///     pub fn peers(&self) -> Vec<EchoApiPeer> { … }
///     pub fn on_peer(&self, watcher: impl Fn(&PeerEvent<EchoApiPeer>) + …) { … }
/// }
/// impl Deref for EchoApi { type Target = Api; … }
/// impl Side for EchoApi { … }
/// impl Invert for EchoApi { type Inverse = EchoApiInverted; }
/// impl<__H: EchoApiHandlers> HandledBy<__H, SyncKind> for EchoApi { … }
/// impl<__H: EchoApiAsyncHandlers> HandledBy<__H, AsyncKind> for EchoApi { … }
/// impl EchoApiPeer {
///     pub fn within(&self, timeout: Duration) -> Self { … }
///     pub fn batch<T>(&self, calls: …) -> Result<T, SendError> { … }
/// }
/// impl Deref for EchoApiPeer { type Target = Peer; … }
/// impl From<Peer> for EchoApiPeer { … }
/// impl Receiver for EchoApiPeer { … }
/// impl Display for EchoApiPeer { … }
/// ```
///
/// If the side answers no method, `()` implements its handlers trait.
#[doc(hidden)]
#[macro_export]
macro_rules! __side {
    (
        $side:ident($peer:ident) answers $handlers:ident $(or $async_handlers:ident)? {
            $($incoming:ident),* $(,)?
        }
        calls { $($outgoing:ident),* $(,)? }
        $(both { $($both:ident),* $(,)? })?
        $(inverse $inverse:ident)?
        $(cancels $cancel:literal($id:literal) $(fails($code:literal, $message:literal))?)?
    ) => {
        $crate::__peer! { $peer }
        $crate::__unanswered! { $handlers [$($incoming)* $($($both)*)?] }

        impl<__H: $handlers> $crate::codegen::HandledBy<__H, $crate::codegen::SyncKind> for $side {
            #[allow(deprecated, unused_variables)]
            fn attach(&self, handlers: &::std::sync::Arc<__H>) {
                $(self.$incoming.attach(handlers, __H::$incoming);)*
                $($(self.$both.attach(handlers, __H::$both);)*)?
            }
        }

        $crate::__async_handlers! {
            $side [$($async_handlers)?] { $($incoming)* $($($both)*)? }
        }

        #[allow(dead_code)]
        impl $side {
            /// Returns a builder of this side, with the codec `jrpc`, the security provider `null`
            /// and no transport.
            pub fn builder() -> $crate::Builder<Self> {
                $crate::Builder::new()
            }

            $(
                /// Turns this side into the other side, with the same builder options (such as the
                /// transport), guards and problem hook.
                ///
                /// # Errors
                ///
                /// When the API was started and not stopped since, or has handlers or peer
                /// watchers, because handlers and watchers belong to one side.
                pub fn invert(
                    self,
                ) -> ::core::result::Result<$inverse, $crate::InvertError> {
                    $crate::codegen::invert(self.__api)
                }
            )?

            /// Returns a peer that sends to the given receivers. The methods of the returned peer
            /// are the methods of the other side.
            #[must_use]
            pub fn to(
                &self,
                receivers: impl ::core::convert::Into<$crate::Receivers>,
            ) -> $peer {
                ::core::convert::Into::into(self.__api.to(receivers))
            }

            /// Returns a peer that sends to all connected peers. The methods of the returned peer
            /// are the methods of the other side.
            #[must_use]
            pub fn all(&self) -> $peer {
                self.to($crate::All)
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
                receivers: impl ::core::convert::Into<$crate::Receivers>,
                calls: impl ::core::ops::FnOnce(&$peer) -> ::core::result::Result<__T, $crate::SendError>,
            ) -> ::core::result::Result<__T, $crate::SendError> {
                self.to(receivers).batch(calls)
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
            $(
                const CANCEL: $crate::codegen::CancelSpec =
                    $crate::codegen::CancelSpec::new($cancel, $id)$(.fails($code, $message))?;
            )?
            type Peer = $peer;

            #[allow(deprecated)]
            fn wire(api: $crate::Api) -> Self {
                Self {
                    $($incoming: $crate::Incoming::new(&api),)*
                    $($outgoing: $crate::Outgoing::new(&api),)*
                    $($($both: $crate::Both::new(&api),)*)?
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

/// Implements the handlers trait for `()`, if the side answers no method.
///
/// `__unanswered!(EchoApiHandlers [])` expands to `impl EchoApiHandlers for () {}`, and
/// `__unanswered!(EchoApiHandlers [say])` to nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __unanswered {
    ($handlers:ident []) => {
        impl $handlers for () {}
    };
    ($handlers:ident [$($method:ident)+]) => {};
}

/// Lets a side take implementations of its async handlers trait, if it has one.
///
/// `__async_handlers!(EchoApi [EchoApiAsyncHandlers] { say })` expands to:
///
/// ```text
/// impl<__H: EchoApiAsyncHandlers> HandledBy<__H, AsyncKind> for EchoApi {
///     fn attach(&self, handlers: &Arc<__H>) { self.say.attach_async(handlers, __H::say); }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __async_handlers {
    ($side:ident [] {}) => {};
    ($side:ident [$handlers:ident] { $($method:ident)* }) => {
        impl<__H: $handlers> $crate::codegen::HandledBy<__H, $crate::codegen::AsyncKind> for $side {
            #[allow(deprecated)]
            fn attach(&self, handlers: &::std::sync::Arc<__H>) {
                $(self.$method.attach_async(handlers, __H::$method);)*
            }
        }
    };
}
