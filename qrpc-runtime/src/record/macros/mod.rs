//! The macros that generated code invokes.
//!
//! Types and type parameters in them begin with `__`, because macro hygiene does not cover them and
//! a spec may use any other name.
//!
//! | macro | implements |
//! | --- | --- |
//! | `side!` | the functions and traits of a side and its peers |
//! | `pair!` | the function that connects both sides in one process |
//! | `method!` | the type that stands for a method |
//! | `arguments!` | constructors, setters and (de)serialization of arguments |
//! | `record!` | the same for a record or an error of the spec |
//! | `text_enum!`, `open_enum!` | (de)serialization, `Display` and `FromStr` of an enum |
//! | `int_enum!` | (de)serialization and `Display` of an enum of integers |
//! | `union!`, `tagged!`, `newtype!` | (de)serialization of unions and newtypes |
//! | `error!`, `raised!` | the errors that a spec defines, and the error type of a method |
//!
//! Each is documented where it is defined, with an example of what it expands to. The other macros
//! are parts of these.

mod arguments;
mod constraints;
mod constructors;
mod enums;
mod integers;
mod method;
mod newtype;
mod pair;
mod peer;
mod side;
mod unions;

/// Implements (de)serialization, a constructor or `Default`, and the setters of a record: all fields
/// are written, except those whose default is `Absent` and that are `None`; missing fields take their defaults, unknown fields are skipped.
///
/// ```text
/// record! { Reading new(value: f64) { value: f64, [__T0] unit: String = "V" } }
/// ```
///
/// The syntax is that of `arguments!`, without options and `from`.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (
        $(#[$attribute:meta])*
        $name:ident $(new $required:tt)? {
            $($([$generic:ident])? $field:ident $(as $wire:literal)? : $ty:ty $(= $preset:expr)?),*
            $(,)?
        }
        $(where { $($constraints:tt)* })?
    ) => {
        $crate::__constructors! {
            $(#[$attribute])*
            $name [$(new $required)?] { $($([$generic])? $field: $ty $(= $preset)?),* }
        }

        $(#[$attribute])*
        const _: () = {
            $crate::__fields!(
                $name [] Skipped [$($($constraints)*)?]
                { $($field $(as $wire)? $(= $preset)?),* }
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
                    0 $(+ $crate::__member_count!(self.$field $(, $preset)?))*
                }

                fn write<__M: $crate::codegen::SerializeMap>(
                    &self,
                    map: &mut __M,
                ) -> ::core::result::Result<(), __M::Error> {
                    $crate::__check!([$($($constraints)*)?] self);
                    $($crate::__write_member!(map self $field $(, $preset)?);)*
                    ::core::result::Result::Ok(())
                }
            }
        };
    };
}

/// Writes a field, unless it is absent.
#[doc(hidden)]
#[macro_export]
macro_rules! __write_member {
    ($map:ident $self:ident $field:ident) => {
        $crate::codegen::SerializeMap::serialize_entry(
            $map,
            __WIRES[__Place::$field as usize],
            &$self.$field,
        )?
    };
    ($map:ident $self:ident $field:ident, $preset:expr) => {
        $crate::codegen::write_unless_absent(
            $map,
            __WIRES[__Place::$field as usize],
            &$self.$field,
            &$preset,
        )?
    };
}

/// The number of entries that a field becomes: none if it is absent.
#[doc(hidden)]
#[macro_export]
macro_rules! __member_count {
    ($value:expr) => {
        1
    };
    ($value:expr, $preset:expr) => {
        <usize as ::core::convert::From<bool>>::from(!$crate::__is_absent!($value, $preset))
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __is_absent {
    ($value:expr) => {
        false
    };
    ($value:expr, $preset:expr) => {
        $crate::codegen::Preset::is_absent(&$preset, &$value)
    };
}

/// Implements deserialization of a struct. The first brackets contain the options, the last ones
/// the constraints.
#[doc(hidden)]
#[macro_export]
macro_rules! __fields {
    (
        $name:ident $options:tt $unknown:ident $constraints:tt
        { $($field:ident $(as $wire:literal)? $(= $preset:expr)?),* }
    ) => {
        #[allow(non_camel_case_types)]
        enum __Place {
            $($field),*
        }

        const __WIRES: &[&str] = &[$($crate::__wire!($field $($wire)?)),*];

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
                            $crate::codegen::read_field(&mut $field, &mut map, __WIRES[place])?;
                        })*
                        _ => $crate::codegen::skip_field(&mut map)?,
                    }
                }
                $crate::__checked!($constraints $name {
                    $($field: $crate::__filled!($field $(, $preset)?),)*
                })
            }

            $crate::__visit_seq!($options $constraints $name { $($field $(= $preset)?),* });
        }

        impl<'de> $crate::codegen::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::codegen::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::__deserialize!($options deserializer)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize {
    ([$(send_defaults)?] $deserializer:ident) => {
        $crate::codegen::Deserializer::deserialize_map($deserializer, __Reader)
    };
    ([$by:ident $(send_defaults)?] $deserializer:ident) => {
        $crate::codegen::Deserializer::deserialize_any($deserializer, __Reader)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __visit_seq {
    ([$(send_defaults)?] $constraints:tt $name:ident $fields:tt) => {};
    (
        [$by:ident $(send_defaults)?] $constraints:tt $name:ident
        { $($field:ident $(= $preset:expr)?),* }
    ) => {
        fn visit_seq<__A: $crate::codegen::SeqAccess<'de>>(
            self,
            mut list: __A,
        ) -> ::core::result::Result<$name, __A::Error> {
                $(let $field = $crate::codegen::SeqAccess::next_element(&mut list)?;
            let $field = $crate::__filled!($field $(, $preset)?);)*
            $crate::codegen::end_of_list(list)?;
            $crate::__checked!($constraints $name { $($field),* })
        }
    };
}

/// The value of a field that was read, or its default.
#[doc(hidden)]
#[macro_export]
macro_rules! __filled {
    ($field:ident, $preset:expr) => {
        $crate::codegen::or_preset($field, &$preset)
    };
    ($field:ident) => {
        $crate::codegen::required($field, __WIRES[__Place::$field as usize])?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire {
    ($field:ident) => {
        ::core::stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
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
