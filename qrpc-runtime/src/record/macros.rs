//! The macros that generated code invokes.
//!
//! Types and type parameters within them begin with `__`, since hygiene does not cover those and a
//! spec may use every other name.

mod enums;
mod newtype;
mod peer;
mod unions;

/// (De)serializes the arguments of a method: those that equal their default are left out, unknown
/// ones are refused. With `: Default` all of them have one.
#[doc(hidden)]
#[macro_export]
macro_rules! __arguments {
    ($($arguments:tt)*) => {
        $crate::__read_arguments! { [] $($arguments)* }
    };
}

/// As [`__arguments`], and also read from a list, in the order of the fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __positional_arguments {
    ($($arguments:tt)*) => {
        $crate::__read_arguments! { [positional] $($arguments)* }
    };
}

/// What both of these do; the brackets say whether a list is read, too.
#[doc(hidden)]
#[macro_export]
macro_rules! __read_arguments {
    (
        $positional:tt $(#[$attribute:meta])*
        $name:ident $(: $default:ident)? { $($field:ident : $wire:literal $(= $preset:expr)?),* $(,)? }
    ) => {
        $(#[$attribute])*
        const _: () = {
            $crate::__fields!($name [$($default)?] $positional Refused { $($field: $wire $(= $preset)?),* });

            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    let mut map = $crate::codegen::Serializer::serialize_map(
                        serializer,
                        ::core::option::Option::None,
                    )?;
                    $($crate::__write_argument!(map, self.$field, $wire $(, $preset)?);)*
                    $crate::codegen::SerializeMap::end(map)
                }
            }
        };
    };
}

/// (De)serializes a record: all fields are written, missing ones take their default, unknown ones
/// are skipped.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (
        $(#[$attribute:meta])*
        $name:ident $(: $default:ident)? { $($field:ident : $wire:literal $(= $preset:expr)?),* $(,)? }
    ) => {
        $(#[$attribute])*
        const _: () = {
            $crate::__fields!($name [$($default)?] [] Skipped { $($field: $wire $(= $preset)?),* });

            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    $crate::codegen::write_record(self, serializer)
                }
            }

            impl $crate::codegen::Fields for $name {
                fn count(&self) -> usize {
                    let fields: &[&str] = &[$($wire),*];
                    fields.len()
                }

                fn write<__M: $crate::codegen::SerializeMap>(
                    &self,
                    map: &mut __M,
                ) -> ::core::result::Result<(), __M::Error> {
                    $($crate::codegen::SerializeMap::serialize_entry(map, $wire, &self.$field)?;)*
                    ::core::result::Result::Ok(())
                }
            }
        };
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_field {
    ($map:ident, $value:expr, $wire:literal) => {
        $crate::codegen::SerializeMap::serialize_entry(&mut $map, $wire, &$value)?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_argument {
    ($map:ident, $value:expr, $wire:literal, $preset:expr) => {
        if !$crate::codegen::Preset::is(&$preset, &$value) {
            $crate::__write_field!($map, $value, $wire);
        }
    };
    ($map:ident, $value:expr, $wire:literal) => {
        $crate::__write_field!($map, $value, $wire)
    };
}

/// Reads a struct, and makes its `Default` where every field has one.
#[doc(hidden)]
#[macro_export]
macro_rules! __fields {
    (
        $name:ident $default:tt $positional:tt $unknown:ident
        { $($field:ident : $wire:literal $(= $preset:expr)?),* }
    ) => {
        $crate::__default!($default $name { $($field $(= $preset)?),* });

        #[allow(non_camel_case_types)]
        enum __Place {
            $($field),*
        }

        struct __Reader;

        impl<'de> $crate::codegen::Visitor<'de> for __Reader {
            type Value = $name;

            fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(::core::concat!("the fields of `", ::core::stringify!($name), "`"))
            }

            fn visit_map<__A: $crate::codegen::MapAccess<'de>>(
                self,
                mut map: __A,
            ) -> ::core::result::Result<$name, __A::Error> {
                $(let mut $field = ::core::option::Option::None;)*
                let names = $crate::codegen::Names {
                    known: &[$($wire),*],
                    unknown: $crate::codegen::Unknown::$unknown,
                };
                while let ::core::option::Option::Some(place) =
                    $crate::codegen::MapAccess::next_key_seed(&mut map, names)?
                {
                    match place {
                        $(::core::option::Option::Some(place) if place == __Place::$field as usize => {
                            if $field.is_some() {
                                return ::core::result::Result::Err($crate::codegen::duplicate($wire));
                            }
                            $field = ::core::option::Option::Some(
                                $crate::codegen::MapAccess::next_value(&mut map)?,
                            );
                        })*
                        _ => {
                            let $crate::codegen::IgnoredAny =
                                $crate::codegen::MapAccess::next_value(&mut map)?;
                        }
                    }
                }
                ::core::result::Result::Ok($name {
                    $($field: match $field {
                        ::core::option::Option::Some(value) => value,
                        ::core::option::Option::None => $crate::__absent!($wire $(, $preset)?),
                    },)*
                })
            }

            $crate::__visit_seq!($positional $name { $($field: $wire $(= $preset)?),* });
        }

        impl<'de> $crate::codegen::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::codegen::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::__deserialize!($positional deserializer)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize {
    ([] $deserializer:ident) => {
        $crate::codegen::Deserializer::deserialize_map($deserializer, __Reader)
    };
    ([positional] $deserializer:ident) => {
        $crate::codegen::Deserializer::deserialize_any($deserializer, __Reader)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __visit_seq {
    ([] $name:ident $fields:tt) => {};
    ([positional] $name:ident { $($field:ident : $wire:literal $(= $preset:expr)?),* }) => {
        fn visit_seq<__A: $crate::codegen::SeqAccess<'de>>(
            self,
            mut list: __A,
        ) -> ::core::result::Result<$name, __A::Error> {
            $(let $field = match $crate::codegen::SeqAccess::next_element(&mut list)? {
                ::core::option::Option::Some(value) => value,
                ::core::option::Option::None => $crate::__absent!($wire $(, $preset)?),
            };)*
            $crate::codegen::end_of_list(list)?;
            ::core::result::Result::Ok($name { $($field),* })
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __absent {
    ($wire:literal, $preset:expr) => {
        $crate::codegen::Preset::make(&$preset)
    };
    ($wire:literal) => {
        return ::core::result::Result::Err($crate::codegen::missing($wire))
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __default {
    ([] $name:ident $fields:tt) => {};
    ([Default] $name:ident { $($field:ident = $preset:expr),* }) => {
        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self { $($field: $crate::codegen::Preset::make(&$preset)),* }
            }
        }
    };
}

/// Makes the value of a default.
#[doc(hidden)]
#[macro_export]
macro_rules! __preset {
    ($preset:expr) => {
        $crate::codegen::Preset::make(&$preset)
    };
}

/// Declares a module that holds a stub which a build script wrote, such as
/// `qrpc_runtime::include_stub!(pub mod my_api);` for `my_api.rs`.
#[macro_export]
macro_rules! include_stub {
    ($(#[$attribute:meta])* $visibility:vis mod $name:ident) => {
        #[doc = ::core::concat!("The stub of `", ::core::stringify!($name), "`.")]
        $(#[$attribute])*
        $visibility mod $name {
            ::core::include!(::core::concat!(
                ::core::env!("OUT_DIR"),
                "/",
                ::core::stringify!($name),
                ".rs"
            ));
        }
    };
}
