//! Deserialization of structs: of records and of arguments.

/// Implements deserialization of a struct. The brackets contain the options, the constants and the
/// constraints. Beside the traits, declares items that the other macros use: `__FieldIndex`, whose
/// variants are the fields; `__WIRES`, the names on the wire; and `__NAMES`.
///
/// `__fields!(Add [positional] [] [] { a: i64, b: i64 = 1 })` expands to:
///
/// ```text
/// enum __FieldIndex { a, b }
/// const __WIRES: &[&str] = &["a", "b"];
/// const __NAMES: Names = Names::new(__WIRES, __OPTIONS.unknown());
/// impl ReadFields for Add { … }
/// impl<'de> Deserialize<'de> for Add { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __fields {
    (
        $name:ident $options:tt [$($constant:literal = $is:expr),* $(,)?] $constraints:tt
        { $($field:ident $(as $wire:tt)? : $ty:ty $(= $preset:expr)?),* }
    ) => {
        #[allow(non_camel_case_types)]
        enum __FieldIndex {
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
                        $(place if place == __FieldIndex::$field as usize => {
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
///
/// `__names!([] { [] i64 })` expands to `Names::new(__WIRES, __OPTIONS.unknown())`. With the flat
/// field of type `Place`, `__names!([flat] { [flat] Place })` expands to:
///
/// ```text
/// Names {
///     flat: |name| <Place as Fields>::knows(name),
///     open: false || <Place as Fields>::OPEN,
///     ..Names::new(__WIRES, __OPTIONS.unknown())
/// }
/// ```
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

/// Expands to the fixed value of a member.
///
/// `__constant!("2.0")` expands to `<Constant as From<_>>::from("2.0")`.
#[doc(hidden)]
#[macro_export]
macro_rules! __constant {
    ($is:expr) => {
        <$crate::codegen::Constant as ::core::convert::From<_>>::from($is)
    };
}

/// Expands to the given code if the field is flat, and to nothing otherwise.
///
/// `__flat!([flat] return true;)` expands to `return true;`, and `__flat!([] return true;)` to
/// nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __flat {
    ([flat] $($code:tt)*) => {
        $($code)*
    };
    ([$($wire:literal)?] $($code:tt)*) => {};
}

/// Expands to whether a field accepts members with any name: a flat field may, other fields never
/// do.
///
/// `__is_open!([flat] Place)` expands to `<Place as Fields>::OPEN`, and `__is_open!([] i64)` to
/// `false`.
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
///
/// `__unread!([] a)` expands to `let mut a = None;`.
#[doc(hidden)]
#[macro_export]
macro_rules! __unread {
    ([flat] $field:ident) => {};
    ([$($wire:literal)?] $field:ident) => {
        let mut $field = ::core::option::Option::None;
    };
}

/// Reads a member into the variable of its field. Skips a member that has the name of a flat field.
///
/// `__read_member!([] a map index)` expands to `read_field(&mut a, &mut map, __WIRES[index])?`.
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
///
/// `__member!([flat] others place: Place)` expands to `others.take(&__NAMES)?`, and
/// `__member!([] others b: i64, 1)` to `or_preset(b, &1)`.
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
///
/// `__filled!(b, 1)` expands to `or_preset(b, &1)`, and `__filled!(a)` to `required(a, "a")?`.
#[doc(hidden)]
#[macro_export]
macro_rules! __filled {
    ($field:ident, $preset:expr) => {
        $crate::codegen::or_preset($field, &$preset)
    };
    ($field:ident) => {
        $crate::codegen::required($field, __WIRES[__FieldIndex::$field as usize])?
    };
}

/// Declares the function that reads a struct from a list, if an option allows that.
///
/// `__read_list!([positional] [] Add { a, b = 1 })` expands to:
///
/// ```text
/// const HAS_ORDER: bool = true;
/// fn read_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> { … }
/// ```
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
            $crate::codegen::end_of_list(list, __OPTIONS.unknown())?;
            $crate::__checked!($constraints $name { $($field),* })
        }
    };
}

/// Expands to the name of a field on the wire.
///
/// `__wire!(note)` expands to `"note"`, `__wire!(note "Note")` to `"Note"`, and
/// `__wire!(place flat)` to `FLAT`.
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
