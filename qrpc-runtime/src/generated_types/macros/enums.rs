//! Closed and open enums.

/// Implements (de)serialization, `Display` and `FromStr` of an enum whose variants are strings on
/// the wire.
///
/// `text_enum! { Color { Red = "red", Blue = "blue" } }` expands to:
///
/// ```text
/// impl Serialize for Color { … }
/// impl<'de> Deserialize<'de> for Color { … }
/// impl Display for Color { … }
/// impl FromStr for Color { type Err = ParseEnumError; … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __text_enum {
    ($(#[$attribute:meta])* $name:ident { $($variant:ident = $wire:literal),* $(,)? }) => {
        $(#[$attribute])*
        const _: () = {
            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    serializer.serialize_str(match self {
                        $(Self::$variant => $wire),*
                    })
                }
            }

            impl<'de> $crate::codegen::Deserialize<'de> for $name {
                fn deserialize<__D: $crate::codegen::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    let names = $crate::codegen::TextNames(&[$($wire),*]);
                    let place = deserializer.deserialize_str(names)?;
                    let all = [$(Self::$variant),*];
                    ::core::result::Result::Ok(all[place])
                }
            }

            impl ::core::fmt::Display for $name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(match self {
                        $(Self::$variant => $wire),*
                    })
                }
            }

            impl ::core::str::FromStr for $name {
                type Err = $crate::ParseEnumError;

                fn from_str(text: &str) -> ::core::result::Result<Self, $crate::ParseEnumError> {
                    match text {
                        $($wire => ::core::result::Result::Ok(Self::$variant),)*
                        _ => ::core::result::Result::Err(
                            $crate::codegen::no_variant(text, &[$($wire),*]),
                        ),
                    }
                }
            }
        };
    };
}

/// Like [`__text_enum`], but the variant that is named after the colon holds any other string.
///
/// `open_enum! { Color: Other { Red = "red" } }` expands to the same traits as `text_enum!`, except
/// that `FromStr` never fails: it returns `Color::Other("blue".to_owned())` for `"blue"`.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    (
        $(#[$attribute:meta])*
        $name:ident : $other:ident { $($variant:ident = $wire:literal),* $(,)? }
    ) => {
        $(#[$attribute])*
        const _: () = {
            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    serializer.serialize_str(match self {
                        $(Self::$variant => $wire,)*
                        Self::$other(text) => text,
                    })
                }
            }

            impl<'de> $crate::codegen::Deserialize<'de> for $name {
                fn deserialize<__D: $crate::codegen::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    let text: ::std::string::String =
                        $crate::codegen::Deserialize::deserialize(deserializer)?;
                    ::core::result::Result::Ok(match text.as_str() {
                        $($wire => Self::$variant,)*
                        _ => Self::$other(text),
                    })
                }
            }

            impl ::core::fmt::Display for $name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(match self {
                        $(Self::$variant => $wire,)*
                        Self::$other(text) => text.as_str(),
                    })
                }
            }

            impl ::core::str::FromStr for $name {
                type Err = ::core::convert::Infallible;

                // The error type is not written as `Self::Err`, because the enum may have a variant
                // `Err`.
                fn from_str(
                    text: &str,
                ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                    ::core::result::Result::Ok(match text {
                        $($wire => Self::$variant,)*
                        _ => Self::$other(::core::convert::From::from(text)),
                    })
                }
            }
        };
    };
}
