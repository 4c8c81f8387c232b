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

        const __NAMES: $crate::codegen::Names =
            $crate::__names!([$($($wire)?)*] { $([$($wire)?] $ty),* });

        $crate::__constraints!($constraints $name);

        impl $crate::codegen::ReadFields for $name {
            const NAME: &'static str = ::core::stringify!($name);

            fn read_map<'de, __A: $crate::codegen::MapAccess<'de>>(
                mut map: __A,
            ) -> ::core::result::Result<Self, __A::Error> {
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

            $crate::__read_list!($options $constraints $name { $($field $(= $preset)?),* });
        }

        impl<'de> $crate::codegen::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::codegen::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::codegen::read_fields(deserializer)
            }
        }
    };
}

/// Expands to the names of a struct. Most structs have no flat fields. A struct without flat fields
/// compiles faster without the code for flat fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __names {
    ([$($wire:literal)*] $fields:tt) => {
        $crate::codegen::Names::new(__WIRES, __OPTIONS.unknown())
    };
    ($wires:tt { $([$($wire:tt)?] $ty:ty),* }) => {
        $crate::codegen::Names {
            flat: |_name| {
                $($crate::__flat!([$($wire)?] if <$ty as $crate::codegen::Fields>::knows(_name) {
                    return true;
                });)*
                false
            },
            open: false $(|| $crate::__is_open!([$($wire)?] $ty))*,
            ..$crate::codegen::Names::new(__WIRES, __OPTIONS.unknown())
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

/// Declares the variable that will hold the value of a field. Expands to nothing for a flat field.
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

/// Expands to the value of a field if the field was read, and otherwise to the default of the
/// field. A missing field without a default is an error.
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
macro_rules! __read_list {
    ([positional $($option:ident)*] $($rest:tt)*) => {
        $crate::__read_list!(@ $($rest)*);
    };
    ([by_position $($option:ident)*] $($rest:tt)*) => {
        $crate::__read_list!(@ $($rest)*);
    };
    ([$($option:ident)*] $($rest:tt)*) => {};
    (@ $constraints:tt $name:ident { $($field:ident $(= $preset:expr)?),* }) => {
        const HAS_ORDER: bool = true;

        fn read_list<'de, __A: $crate::codegen::SeqAccess<'de>>(
            mut list: __A,
        ) -> ::core::result::Result<Self, __A::Error> {
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
