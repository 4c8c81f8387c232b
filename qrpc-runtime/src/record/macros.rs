//! The macros that generated code invokes.
//!
//! Types and type parameters in them begin with `__`, because macro hygiene does not cover them and
//! a spec may use any other name.

mod arguments;
mod constraints;
mod enums;
mod newtype;
mod peer;
mod side;
mod unions;

/// Implements (de)serialization of a record: all fields are written, missing fields take their
/// defaults, unknown fields are skipped.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (
        $(#[$attribute:meta])*
        $name:ident $(: $default:ident)? { $($field:ident : $wire:literal $(= $preset:expr)?),* $(,)? }
        $(where { $($constraints:tt)* })?
    ) => {
        $(#[$attribute])*
        const _: () = {
            $crate::__fields!(
                $name [$($default)?] [] Skipped [$($($constraints)*)?]
                { $($field: $wire $(= $preset)?),* }
            );

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
                    __WIRES.len()
                }

                fn write<__M: $crate::codegen::SerializeMap>(
                    &self,
                    map: &mut __M,
                ) -> ::core::result::Result<(), __M::Error> {
                    $crate::__check!([$($($constraints)*)?] self);
                    $($crate::codegen::SerializeMap::serialize_entry(map, $wire, &self.$field)?;)*
                    ::core::result::Result::Ok(())
                }
            }
        };
    };
}

/// Implements deserialization of a struct, and `Default` if every field has a default. The last
/// brackets contain the constraints.
#[doc(hidden)]
#[macro_export]
macro_rules! __fields {
    (
        $name:ident $default:tt $positional:tt $unknown:ident $constraints:tt
        { $($field:ident : $wire:literal $(= $preset:expr)?),* }
    ) => {
        $crate::__default!($default $name { $($field $(= $preset)?),* });

        #[allow(non_camel_case_types)]
        enum __Place {
            $($field),*
        }

        const __WIRES: &[&str] = &[$($wire),*];

        $crate::__constraints!($constraints $name);

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
                    known: __WIRES,
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
                $crate::__checked!($constraints $name {
                    $($field: match $field {
                        ::core::option::Option::Some(value) => value,
                        ::core::option::Option::None => $crate::__absent!($wire $(, $preset)?),
                    },)*
                })
            }

            $crate::__visit_seq!($positional $constraints $name { $($field: $wire $(= $preset)?),* });
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
    ([] $constraints:tt $name:ident $fields:tt) => {};
    ([positional] $constraints:tt $name:ident { $($field:ident : $wire:literal $(= $preset:expr)?),* }) => {
        fn visit_seq<__A: $crate::codegen::SeqAccess<'de>>(
            self,
            mut list: __A,
        ) -> ::core::result::Result<$name, __A::Error> {
            $(let $field = match $crate::codegen::SeqAccess::next_element(&mut list)? {
                ::core::option::Option::Some(value) => value,
                ::core::option::Option::None => $crate::__absent!($wire $(, $preset)?),
            };)*
            $crate::codegen::end_of_list(list)?;
            $crate::__checked!($constraints $name { $($field),* })
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

/// Creates the value of a default.
#[doc(hidden)]
#[macro_export]
macro_rules! __preset {
    ($preset:expr) => {
        $crate::codegen::Preset::make(&$preset)
    };
}

/// Declares a module that contains a stub from a build script. For example,
/// `qrpc_runtime::include_stub!(pub mod my_api);` includes `my_api.rs`.
///
/// `qrpc_gen::compile` names the file after the spec, as an identifier in snake case: `my_api` is
/// generated from `my_api.yaml`, `my-api.yaml` or `MyApi.yaml`. For a keyword, such as `type.yaml`,
/// the module is `type_`; `r#type` would look for a file that does not exist.
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
