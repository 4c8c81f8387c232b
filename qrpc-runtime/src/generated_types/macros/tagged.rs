//! Tagged unions.

/// Implements (de)serialization of a tagged union. The tag and the fields of the variant's record
/// are in one object.
///
/// ```text
/// tagged! {
///     Shape: "kind" untagged Group open Other {
///         Circle(_) = "circle", Group(_) = "group", Empty = "empty",
///     }
/// }
/// ```
///
/// The variant after `untagged` is written without the tag, and read if the tag is missing. The
/// variant after `open` holds the whole object if the tag is unknown.
///
/// The example expands to:
///
/// ```text
/// impl Variants for Shape { … }
/// impl Fields for Shape { … }
/// impl Serialize for Shape { … }
/// impl<'de> Deserialize<'de> for Shape { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __tagged {
    (
        $(#[$attribute:meta])*
        $name:ident : $tag:literal $(untagged $untagged:ident)? $(open $open:ident)? {
            $($variant:ident $(($holds:tt))? = $wire:literal),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        const _: () = {
            enum __VariantIndex {
                $($variant),*
            }

            impl $crate::codegen::Variants for $name {
                const TAG: &'static str = $tag;
                const KNOWN: &'static [&'static str] = &[$($wire),*];
                $(const UNTAGGED: ::core::option::Option<usize> =
                    ::core::option::Option::Some(__VariantIndex::$untagged as usize);)?

                fn read<'de, __A: $crate::codegen::MapAccess<'de>>(
                    place: usize,
                    rest: __A,
                ) -> ::core::result::Result<Self, __A::Error> {
                    $(if place == __VariantIndex::$variant as usize {
                        return $crate::__read_variant!(rest, $variant $($holds)?);
                    })*
                    ::core::result::Result::Err($crate::codegen::missing($tag))
                }

                $(const IS_OPEN: bool = true;

                fn other(value: $crate::Value) -> ::core::option::Option<Self> {
                    ::core::option::Option::Some(Self::$open(value))
                })?
            }

            impl $crate::codegen::Fields for $name {
                const OPEN: bool = <Self as $crate::codegen::Variants>::IS_OPEN
                    $(|| $crate::__is_open_variant!($variant $($holds)?))*;

                fn knows(name: &str) -> bool {
                    name == $tag $(|| $crate::__variant_knows!(name, $variant $($holds)?))*
                }

                fn write<__M: $crate::codegen::SerializeMap>(
                    &self,
                    map: &mut __M,
                ) -> ::core::result::Result<(), __M::Error> {
                    match self {
                        $(Self::$variant $(($crate::__first!(fields $holds)))? => {
                            let fields = $crate::__fields_beside!($($crate::__first!(fields $holds))?);
                            $crate::codegen::write_tag::<Self, _>(map, __VariantIndex::$variant as usize)?;
                            $crate::codegen::Fields::write(fields, map)
                        })*
                        $(Self::$open(value) => $crate::codegen::Fields::write(value, map),)?
                    }
                }
            }

            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    $crate::codegen::write_fields(self, serializer)
                }
            }

            impl<'de> $crate::codegen::Deserialize<'de> for $name {
                fn deserialize<__D: $crate::codegen::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    $crate::codegen::read_tagged(deserializer)
                }
            }
        };
    };
}

/// Reads the other members of an object whose tag names a variant.
///
/// `__read_variant!(rest, Circle _)` expands to `read_variant(rest).map(Self::Circle)`, and
/// `__read_variant!(rest, Empty)` to `skip_rest(rest).map(|()| Self::Empty)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __read_variant {
    ($rest:ident, $variant:ident _) => {
        $crate::codegen::read_variant($rest).map(Self::$variant)
    };
    ($rest:ident, $variant:ident) => {
        $crate::codegen::skip_rest($rest).map(|()| Self::$variant)
    };
}

/// Expands to whether the record of a variant has a member with a name.
///
/// `__variant_knows!(name, Circle _)` expands to `held_knows(Self::Circle, name)`, and
/// `__variant_knows!(name, Empty)` to `false`.
#[doc(hidden)]
#[macro_export]
macro_rules! __variant_knows {
    ($name:ident, $variant:ident _) => {
        $crate::codegen::held_knows(Self::$variant, $name)
    };
    ($name:ident, $variant:ident) => {
        false
    };
}

/// Expands to whether the record of a variant accepts members with any name.
///
/// `__is_open_variant!(Circle _)` expands to `held_is_open(Self::Circle)`, and
/// `__is_open_variant!(Empty)` to `false`.
#[doc(hidden)]
#[macro_export]
macro_rules! __is_open_variant {
    ($variant:ident _) => {
        $crate::codegen::held_is_open(Self::$variant)
    };
    ($variant:ident) => {
        false
    };
}

/// Expands to the fields that are written beside the tag: the given ones, or none.
///
/// `__fields_beside!(fields)` expands to `fields`, and `__fields_beside!()` to `&()`.
#[doc(hidden)]
#[macro_export]
macro_rules! __fields_beside {
    () => {
        &()
    };
    ($fields:expr) => {
        $fields
    };
}
