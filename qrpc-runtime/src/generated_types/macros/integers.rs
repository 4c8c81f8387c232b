//! Enums of integers.

/// Implements (de)serialization and `Display` of an enum whose variants are integers on the wire,
/// and the conversion into the integer type. If the integer type is followed by the name of a
/// variant, the variant holds any other integer.
///
/// ```text
/// int_enum! { Level: u8 { Low = 1, High = 2 } }
/// int_enum! { Signal: i32, Other { Hangup = 1 } }
/// ```
///
/// The first example expands to:
///
/// ```text
/// impl From<Level> for u8 { … }
/// impl Serialize for Level { … }
/// impl<'de> Deserialize<'de> for Level { … }
/// impl Display for Level { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __int_enum {
    (
        $(#[$attribute:meta])*
        $name:ident : $ty:ty $(, $other:ident)? { $($variant:ident = $wire:literal),* $(,)? }
    ) => {
        $(#[$attribute])*
        const _: () = {
            impl ::core::convert::From<$name> for $ty {
                fn from(value: $name) -> Self {
                    match value {
                        $($name::$variant => $wire,)*
                        $($name::$other(number) => number,)?
                    }
                }
            }

            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    let number = <$ty as ::core::convert::From<Self>>::from(*self);
                    $crate::codegen::Serialize::serialize(&number, serializer)
                }
            }

            impl<'de> $crate::codegen::Deserialize<'de> for $name {
                fn deserialize<__D: $crate::codegen::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    let number: $ty = $crate::codegen::Deserialize::deserialize(deserializer)?;
                    match number {
                        $($wire => ::core::result::Result::Ok(Self::$variant),)*
                        #[allow(unreachable_patterns)]
                        number => $crate::__other_number!(number [$($wire),*] $($other)?),
                    }
                }
            }

            impl ::core::fmt::Display for $name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let number = <$ty as ::core::convert::From<Self>>::from(*self);
                    ::core::fmt::Display::fmt(&number, f)
                }
            }
        };
    };
}

/// Expands to the result of reading an integer that no variant has.
///
/// `__other_number!(number [1] Other)` expands to `Ok(Self::Other(number))`, and without `Other` to
/// the error `Err(no_number(number.into(), &[1]))`.
#[doc(hidden)]
#[macro_export]
macro_rules! __other_number {
    ($number:ident [$($wire:literal),*] $other:ident) => {
        ::core::result::Result::Ok(Self::$other($number))
    };
    ($number:ident [$($wire:literal),*]) => {
        ::core::result::Result::Err($crate::codegen::no_number(
            ::core::convert::From::from($number),
            &[$($wire),*],
        ))
    };
}
