//! Deserialization of structs: of records and of arguments.

/// Implements deserialization of a struct. The brackets contain the options, the constants and the
/// constraints.
#[doc(hidden)]
#[macro_export]
macro_rules! __fields {
    (
        $name:ident $options:tt [$($constant:literal = $is:expr),* $(,)?] $constraints:tt
        { $($field:ident $(as $wire:tt)? : $ty:ty $(= $preset:expr)?),* }
    ) => {
        #[allow(non_camel_case_types)]
        enum __Place {
            $($field),*
        }

        const __WIRES: &[&str] = &[$($crate::__wire!($field $($wire)?),)* $($constant),*];

        const __NAMES: $crate::codegen::Names = $crate::codegen::Names {
            known: __WIRES,
            unknown: __OPTIONS.unknown(),
            flat: |_name| {
                $($crate::__flat!([$($wire)?] if <$ty as $crate::codegen::Fields>::knows(_name) {
                    return true;
                });)*
                false
            },
            open: false $(|| $crate::__is_open!([$($wire)?] $ty))*,
        };

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
                $($crate::__unread!([$($wire)?] $field);)*
                let mut others = $crate::codegen::OtherMembers::new();
                while let ::core::option::Option::Some(place) =
                    others.next_place(&mut map, &__NAMES)?
                {
                    match place {
                        $(place if place == __Place::$field as usize => {
                            $crate::__read_member!([$($wire)?] $field map place);
                        })*
                        $(place if __WIRES[place] == $constant => {
                            let is = $crate::__constant!($is);
                            others.constant(&mut map, $constant, is)?;
                        })*
                        _ => $crate::codegen::skip_field(&mut map)?,
                    }
                }
                $(others.has($constant, $crate::__constant!($is))?;)*
                $crate::__checked!($constraints $name {
                    $($field: $crate::__member!([$($wire)?] others $field: $ty $(, $preset)?),)*
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
macro_rules! __constant {
    ($is:expr) => {
        <$crate::codegen::Constant as ::core::convert::From<_>>::from($is)
    };
}

/// Expands to the given code if the field is flat, and to nothing otherwise.
#[doc(hidden)]
#[macro_export]
macro_rules! __flat {
    ([flat] $($code:tt)*) => {
        $($code)*
    };
    ([$($wire:literal)?] $($code:tt)*) => {};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __is_open {
    ([flat] $ty:ty) => {
        <$ty as $crate::codegen::Fields>::OPEN
    };
    ([$($wire:literal)?] $ty:ty) => {
        false
    };
}

/// Declares the variable that will hold the value of a field. A flat field has no such variable.
#[doc(hidden)]
#[macro_export]
macro_rules! __unread {
    ([flat] $field:ident) => {};
    ([$($wire:literal)?] $field:ident) => {
        let mut $field = ::core::option::Option::None;
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __read_member {
    ([flat] $field:ident $map:ident $place:ident) => {
        $crate::codegen::skip_field(&mut $map)?
    };
    ([$($wire:literal)?] $field:ident $map:ident $place:ident) => {
        $crate::codegen::read_field(&mut $field, &mut $map, __WIRES[$place])?
    };
}

/// Expands to the value of a field, after all members were read.
#[doc(hidden)]
#[macro_export]
macro_rules! __member {
    ([flat] $others:ident $field:ident : $ty:ty) => {
        $others.take(&__NAMES)?
    };
    ([flat] $others:ident $field:ident : $ty:ty, $preset:expr) => {
        $crate::codegen::or_preset($others.take_some::<$ty, _, _>(&__NAMES)?, &$preset)
    };
    ([$($wire:literal)?] $others:ident $field:ident : $ty:ty $(, $preset:expr)?) => {
        $crate::__filled!($field $(, $preset)?)
    };
}

/// Expands to the value of a field if it was read, and otherwise to its default. A missing field
/// without a default is an error.
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
macro_rules! __deserialize {
    ([positional $($option:ident)*] $deserializer:ident) => {
        $crate::codegen::Deserializer::deserialize_any($deserializer, __Reader)
    };
    ([by_position $($option:ident)*] $deserializer:ident) => {
        $crate::codegen::Deserializer::deserialize_any($deserializer, __Reader)
    };
    ([$($option:ident)*] $deserializer:ident) => {
        $crate::codegen::Deserializer::deserialize_map($deserializer, __Reader)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __visit_seq {
    ([positional $($option:ident)*] $($rest:tt)*) => {
        $crate::__visit_seq!(@ $($rest)*);
    };
    ([by_position $($option:ident)*] $($rest:tt)*) => {
        $crate::__visit_seq!(@ $($rest)*);
    };
    ([$($option:ident)*] $($rest:tt)*) => {};
    (@ $constraints:tt $name:ident { $($field:ident $(= $preset:expr)?),* }) => {
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

#[doc(hidden)]
#[macro_export]
macro_rules! __wire {
    ($field:ident) => {
        ::core::stringify!($field)
    };
    ($field:ident flat) => {
        $crate::codegen::FLAT
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}
