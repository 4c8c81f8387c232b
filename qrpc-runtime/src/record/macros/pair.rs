//! The function that connects both sides.

/// Declares the function `pair`, which connects both sides of an API within one process. Each side
/// is given as an implementation of its handlers trait.
///
/// ```text
/// pair! { EchoApi: EchoApiHandlers, EchoApiInverted: EchoApiInvertedHandlers }
/// ```
///
/// expands to:
///
/// ```text
/// pub fn pair(
///     normal: impl EchoApiHandlers,
///     inverted: impl EchoApiInvertedHandlers,
/// ) -> Result<(EchoApi, EchoApiInverted), StartError> { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __pair {
    ($normal:ident : $normal_handlers:ident, $inverted:ident : $inverted_handlers:ident) => {
        /// Builds both sides with the given handlers, connects them to each other within this
        /// process, and starts them. For tests.
        ///
        /// # Errors
        ///
        /// When a thread could not be started.
        #[allow(dead_code)]
        pub fn pair(
            normal: impl $normal_handlers,
            inverted: impl $inverted_handlers,
        ) -> ::core::result::Result<($normal, $inverted), $crate::StartError> {
            $crate::codegen::pair(normal, inverted)
        }
    };
}
