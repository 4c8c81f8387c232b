//! Constructors and setters.

/// Implements the constructor `new` if there are required fields, otherwise `Default`; and a setter
/// for each field with a default.
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
