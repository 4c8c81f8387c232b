//! The types that stand for methods.

/// Declares the type that stands for a method in the types of its handles.
///
/// ```text
/// method! { Measure = "measure"(args::Measure) -> f64, MeasureError; positional timeout_millis(500) }
/// ```
///
/// After the name on the wire come the type of the arguments in parentheses, the type of the
/// result, the type of the error, and the settings of [`MethodSpec`](crate::codegen::MethodSpec).
/// Without arguments the parentheses are empty; without a result, the method is a notification. The
/// example expands to:
///
/// ```text
/// pub enum Measure {}
/// impl Method for Measure { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __method {
    (
        $(#[$attribute:meta])*
        $name:ident = $wire:literal ($($args:ty)?) $(-> $reply:ty $(, $error:ty)?)?
        $(; $($setting:ident $(($value:expr))?)*)?
    ) => {
        #[doc = ::core::concat!("The method `", ::core::stringify!($name), "`, as a type.")]
        pub enum $name {}

        $(#[$attribute])*
        impl $crate::codegen::Method for $name {
            const SPEC: $crate::codegen::MethodSpec =
                $crate::codegen::MethodSpec::new($wire)$($(.$setting($($value)?))*)?;
            type Args = $crate::__or!($($args)?; $crate::NoArgs);
            type Reply = $crate::__or!($($reply)?; ());
            type Error = $crate::__or!($($($error)?)?; $crate::CallError);
            type Mode = $crate::__mode!($($reply)?);
        }
    };
}

/// Expands to the type before the semicolon, or to the type after it if there is none before it.
///
/// `__or!(f64; ())` expands to `f64`, and `__or!(; ())` to `()`.
#[doc(hidden)]
#[macro_export]
macro_rules! __or {
    ($ty:ty; $other:ty) => {
        $ty
    };
    (; $other:ty) => {
        $other
    };
}

/// Expands to the mode of a method: a call if there is a type of results.
///
/// `__mode!(f64)` expands to `Call`, and `__mode!()` to `Notification`.
#[doc(hidden)]
#[macro_export]
macro_rules! __mode {
    () => {
        $crate::codegen::Notification
    };
    ($reply:ty) => {
        $crate::codegen::Call
    };
}
