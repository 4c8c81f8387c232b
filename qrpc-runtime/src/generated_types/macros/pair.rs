//! The function that connects both sides.

/// Declares the function `pair`, which connects both sides of an API within one process. The
/// parameters of `pair` are the handlers of the two sides: implementations of the handlers trait of
/// each side or of the async form of that trait.
///
/// ```text
/// pair! { EchoApi, EchoApiInverted }
/// ```
///
/// expands to:
///
/// ```text
/// pub fn pair<K, L>(
///     normal: impl IntoHandlers<EchoApi, K>,
///     inverted: impl IntoHandlers<EchoApiInverted, L>,
/// ) -> Result<(EchoApi, EchoApiInverted), StartError> { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __pair {
    ($normal:ident, $inverted:ident) => {
        /// Builds both sides with the given handlers, connects them to each other within this
        /// process, and starts them. For tests.
        ///
        /// # Errors
        ///
        /// When the system cannot create a thread or an event queue.
        #[allow(dead_code)]
        pub fn pair<__K, __L>(
            normal: impl $crate::IntoHandlers<$normal, __K>,
            inverted: impl $crate::IntoHandlers<$inverted, __L>,
        ) -> ::core::result::Result<($normal, $inverted), $crate::StartError> {
            $crate::codegen::pair(normal, inverted)
        }
    };
}
