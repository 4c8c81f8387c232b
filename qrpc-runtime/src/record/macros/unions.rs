//! Tagged and untagged unions.

/// Implements (de)serialization of a union as the first alternative that fits, such as `union! {
/// Setting { Number(i64), Text(_), Auto = "auto", Nothing = null } }`. If the parentheses name a
/// type, the union also implements `From` for that type.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (
        $(#[$attribute:meta])*
        $name:ident { $($variant:ident $(($($holds:tt)*))? $(= $is:tt)?),* $(,)? }
    ) => {
        $(#[$attribute])*
        const _: () = {
            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    match self {
                        $(Self::$variant $(($crate::__first!(value $($holds)*)))? => {
                            $crate::__write_alternative!(
                                serializer, $($crate::__first!(value $($holds)*))? $(= $is)?
                            )
                        })*
                    }
                }
            }

            impl<'de> $crate::codegen::Deserialize<'de> for $name {
                fn deserialize<__D: $crate::codegen::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    let attempt = $crate::codegen::Attempt::read(deserializer)?;
                    $($crate::__read_alternative!(attempt, $variant $(= $is)?);)*
                    let alternatives = [$($crate::__alternative!($variant $(= $is)?)),*];
                    ::core::result::Result::Err(attempt.fits_none(&alternatives))
                }
            }

            $($($crate::__from_alternative!($name $variant $($holds)*);)?)*
        };
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __first {
    ($first:ident $($rest:tt)*) => {
        $first
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_alternative {
    ($serializer:ident, = null) => {
        $serializer.serialize_unit()
    };
    ($serializer:ident, = $text:literal) => {
        $serializer.serialize_str($text)
    };
    ($serializer:ident, $value:expr) => {
        $crate::codegen::Serialize::serialize($value, $serializer)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __read_alternative {
    ($attempt:ident, $variant:ident = null) => {
        if $attempt.is_null() {
            return ::core::result::Result::Ok(Self::$variant);
        }
    };
    ($attempt:ident, $variant:ident = $text:literal) => {
        if $attempt.is_text($text) {
            return ::core::result::Result::Ok(Self::$variant);
        }
    };
    ($attempt:ident, $variant:ident) => {
        if let ::core::option::Option::Some(value) = $attempt.fits() {
            return ::core::result::Result::Ok(Self::$variant(value));
        }
    };
}

/// Returns the name of an alternative for error messages.
#[doc(hidden)]
#[macro_export]
macro_rules! __alternative {
    ($variant:ident = null) => {
        "null"
    };
    ($variant:ident = $text:literal) => {
        ::core::stringify!($text)
    };
    ($variant:ident) => {
        ::core::concat!("`", ::core::stringify!($variant), "`")
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __from_alternative {
    ($name:ident $variant:ident _) => {};
    ($name:ident $variant:ident $ty:ty) => {
        impl ::core::convert::From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self::$variant(value)
            }
        }
    };
}

/// Implements (de)serialization of a tagged union, such as `tagged! { Shape: "kind" { Circle(_) =
/// "circle", Empty = "empty" } }`. The tag and the fields of the variant's record are in one
/// object.
#[doc(hidden)]
#[macro_export]
macro_rules! __tagged {
    (
        $(#[$attribute:meta])*
        $name:ident : $tag:literal { $($variant:ident $(($holds:tt))? = $wire:literal),* $(,)? }
    ) => {
        $(#[$attribute])*
        const _: () = {
            enum __Place {
                $($variant),*
            }

            impl $crate::codegen::Variants for $name {
                const TAG: &'static str = $tag;
                const KNOWN: &'static [&'static str] = &[$($wire),*];

                fn read<'de, __A: $crate::codegen::MapAccess<'de>>(
                    place: usize,
                    rest: __A,
                ) -> ::core::result::Result<Self, __A::Error> {
                    $(if place == __Place::$variant as usize {
                        return $crate::__read_variant!(rest, $variant $($holds)?);
                    })*
                    ::core::result::Result::Err($crate::codegen::missing($tag))
                }
            }

            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    match self {
                        $(Self::$variant $(($crate::__first!(fields $holds)))? => {
                            let fields = $crate::__fields_beside!($($crate::__first!(fields $holds))?);
                            $crate::codegen::write_tagged(serializer, $tag, $wire, fields)
                        })*
                    }
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
