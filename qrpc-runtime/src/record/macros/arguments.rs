//! The forms in which arguments are written and read.

/// Implements (de)serialization of a method's arguments: arguments that equal their defaults are
/// omitted, unknown arguments are rejected. With `: Default`, all arguments have defaults. `where`
/// contains the constraints.
#[doc(hidden)]
#[macro_export]
macro_rules! __arguments {
    ($($arguments:tt)*) => {
        $crate::__arguments_as! { [] sparse $($arguments)* }
    };
}

/// Like [`__arguments`], but also reads a list, in the order of the fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __positional_arguments {
    ($($arguments:tt)*) => {
        $crate::__arguments_as! { [positional] sparse $($arguments)* }
    };
}

/// Like [`__arguments`], but also writes defaults.
#[doc(hidden)]
#[macro_export]
macro_rules! __full_arguments {
    ($($arguments:tt)*) => {
        $crate::__arguments_as! { [] full $($arguments)* }
    };
}

/// Like [`__positional_arguments`], but also writes defaults.
#[doc(hidden)]
#[macro_export]
macro_rules! __positional_full_arguments {
    ($($arguments:tt)*) => {
        $crate::__arguments_as! { [positional] full $($arguments)* }
    };
}

/// Like [`__positional_arguments`], but also writes a list, without the defaults at its end.
#[doc(hidden)]
#[macro_export]
macro_rules! __listed_arguments {
    ($($arguments:tt)*) => {
        $crate::__arguments_as! { [positional] listed $($arguments)* }
    };
}

/// Like [`__listed_arguments`], but also writes the defaults at the end.
#[doc(hidden)]
#[macro_export]
macro_rules! __listed_full_arguments {
    ($($arguments:tt)*) => {
        $crate::__arguments_as! { [positional] listed_full $($arguments)* }
    };
}

/// The common implementation of the macros above. The brackets tell whether a list is accepted, and
/// the word after them is the form in which arguments are written.
#[doc(hidden)]
#[macro_export]
macro_rules! __arguments_as {
    (
        $positional:tt $form:ident $(#[$attribute:meta])*
        $name:ident $(: $default:ident)? { $($field:ident : $wire:literal $(= $preset:expr)?),* $(,)? }
        $(where { $($constraints:tt)* })?
    ) => {
        $(#[$attribute])*
        const _: () = {
            $crate::__fields!(
                $name [$($default)?] $positional Refused [$($($constraints)*)?]
                { $($field: $wire $(= $preset)?),* }
            );

            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    $crate::__check!([$($($constraints)*)?] self);
                    $crate::__write_arguments!(
                        $form self serializer { $($field: $wire $(= $preset)?),* }
                    )
                }
            }
        };
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_arguments {
    (
        sparse $self:ident $serializer:ident
        { $($field:ident : $wire:literal $(= $preset:expr)?),* }
    ) => {{
        let none = ::core::option::Option::None;
        let mut map = $crate::codegen::Serializer::serialize_map($serializer, none)?;
        $(if !$crate::__is_default!($self.$field $(, $preset)?) {
            $crate::__write_field!(map, $self.$field, $wire);
        })*
        $crate::codegen::SerializeMap::end(map)
    }};
    (full $self:ident $serializer:ident { $($field:ident : $wire:literal $(= $preset:expr)?),* }) => {{
        let count = ::core::option::Option::Some(__WIRES.len());
        let mut map = $crate::codegen::Serializer::serialize_map($serializer, count)?;
        $($crate::__write_field!(map, $self.$field, $wire);)*
        $crate::codegen::SerializeMap::end(map)
    }};
    (
        listed $self:ident $serializer:ident
        { $($field:ident : $wire:literal $(= $preset:expr)?),* }
    ) => {{
        let defaults = [$($crate::__is_default!($self.$field $(, $preset)?)),*];
        let count = $crate::codegen::count_without_end(&defaults);
        $crate::__write_list!($self $serializer count { $($field),* })
    }};
    (
        listed_full $self:ident $serializer:ident
        { $($field:ident : $wire:literal $(= $preset:expr)?),* }
    ) => {
        $crate::__write_list!($self $serializer (__WIRES.len()) { $($field),* })
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_list {
    ($self:ident $serializer:ident $count:tt { $($field:ident),* }) => {{
        let count = $count;
        let mut list = $crate::codegen::Serializer::serialize_seq(
            $serializer,
            ::core::option::Option::Some(count),
        )?;
        $(if count > __Place::$field as usize {
            $crate::codegen::SerializeSeq::serialize_element(&mut list, &$self.$field)?;
        })*
        $crate::codegen::SerializeSeq::end(list)
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __is_default {
    ($value:expr, $preset:expr) => {
        $crate::codegen::Preset::is(&$preset, &$value)
    };
    ($value:expr) => {
        false
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_field {
    ($map:ident, $value:expr, $wire:literal) => {
        $crate::codegen::SerializeMap::serialize_entry(&mut $map, $wire, &$value)?
    };
}
