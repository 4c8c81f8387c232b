//! Constructors and setters.

/// Implements the constructor `new` if there are required fields, otherwise `Default`; and a setter
/// for each field with a default.
///
/// `__constructors!(Add [new(a: i64)] { a: i64, b: i64 = 1 })` expands to:
///
/// ```text
/// impl Add {
///     pub fn new(a: i64) -> Self { Self { a, b: Preset::make(&1) } }
///     pub fn b(mut self, b: i64) -> Self { … }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __constructors {
    (
        $(#[$attribute:meta])*
        $name:ident $new:tt {
            $($([$generic:ident])? $field:ident : $ty:ty $(= $preset:expr)?),*
        }
    ) => {
        $crate::__default! { $new $(#[$attribute])* $name { $($field $(= $preset)?),* } }

        $(#[$attribute])*
        #[allow(dead_code)]
        impl $name {
            $crate::__new! { $new { $($field $(= $preset)?),* } }
            $($crate::__setter! { [$($generic)?] $field: $ty $(= $preset)? })*
        }
    };
}

/// Implements `Default`, if every field has a default.
///
/// `__default!([] Limit { top = 9 })` expands to:
///
/// ```text
/// impl Default for Limit {
///     fn default() -> Self { Self { top: Preset::make(&9) } }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __default {
    ([new $required:tt] $($rest:tt)*) => {};
    ([] $(#[$attribute:meta])* $name:ident { $($field:ident = $preset:expr),* }) => {
        $(#[$attribute])*
        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self { $($field: $crate::codegen::Preset::make(&$preset)),* }
            }
        }
    };
}

/// Declares the constructor `new`, if there are required fields.
///
/// `__new!([new(a: i64)] { a, b = 1 })` expands to:
///
/// ```text
/// pub fn new(a: i64) -> Self { Self { a, b: Preset::make(&1) } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __new {
    ([] $fields:tt) => {};
    (
        [new($($([$generic:ident])? $required:ident : $ty:ty),*)]
        { $($field:ident $(= $preset:expr)?),* }
    ) => {
        /// Creates a value from the required fields; all other fields take their defaults.
        #[allow(
            clippy::fn_params_excessive_bools,
            clippy::many_single_char_names,
            clippy::self_named_constructors,
            clippy::similar_names,
            clippy::too_many_arguments
        )]
        #[must_use]
        pub fn new($($required: $crate::__argument!($($generic)?; $ty)),*) -> Self {
            $(let $required = $crate::__converted!($required $($generic)?);)*
            Self { $($field: $crate::__initial!($field $(, $preset)?)),* }
        }
    };
}

/// Declares the setter of a field, if the field has a default.
///
/// `__setter!([__T0] note: String = "")` expands to:
///
/// ```text
/// pub fn note(mut self, note: impl Into<String>) -> Self { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ([$($generic:ident)?] $field:ident : $ty:ty) => {};
    ([] $field:ident : $ty:ty = $preset:expr) => {
        #[doc = ::core::concat!("Sets `", ::core::stringify!($field), "`.")]
        #[allow(
            clippy::iter_not_returning_iterator,
            clippy::should_implement_trait,
            clippy::wrong_self_convention
        )]
        #[must_use]
        pub fn $field(mut self, $field: $ty) -> Self {
            self.$field = $field;
            self
        }
    };
    ([$generic:ident] $field:ident : $ty:ty = $preset:expr) => {
        #[doc = ::core::concat!("Sets `", ::core::stringify!($field), "`.")]
        #[allow(
            clippy::iter_not_returning_iterator,
            clippy::should_implement_trait,
            clippy::wrong_self_convention
        )]
        #[must_use]
        pub fn $field(mut self, $field: impl ::core::convert::Into<$ty>) -> Self {
            self.$field = ::core::convert::Into::into($field);
            self
        }
    };
}

/// Expands to the type of a parameter of `new`.
///
/// `__argument!(__T0; String)` expands to `impl Into<String>`, and `__argument!(; i64)` to `i64`.
#[doc(hidden)]
#[macro_export]
macro_rules! __argument {
    ($generic:ident; $ty:ty) => {
        impl ::core::convert::Into<$ty>
    };
    (; $ty:ty) => {
        $ty
    };
}

/// Expands to the value that `new` gives to a field: its parameter, or its default.
///
/// `__initial!(a)` expands to `a`, and `__initial!(b, 1)` to `Preset::make(&1)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __initial {
    ($field:ident) => {
        $field
    };
    ($field:ident, $preset:expr) => {
        $crate::codegen::Preset::make(&$preset)
    };
}
