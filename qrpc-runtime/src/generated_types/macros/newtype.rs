//! Aliases that are generated as structs.

/// Implements (de)serialization of a struct with one field: the struct is written and read as the
/// value of its field. Also implements conversions from and into the value of the field and, with
/// `[display]`, `Display`.
///
/// `newtype! { SessionId(String) [display] }` expands to:
///
/// ```text
/// impl From<String> for SessionId { … }
/// impl From<SessionId> for String { … }
/// impl Display for SessionId { … }
/// impl Serialize for SessionId { … }
/// impl<'de> Deserialize<'de> for SessionId { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    ($(#[$attribute:meta])* $name:ident ($ty:ty) $([$display:ident])?) => {
        $(#[$attribute])*
        const _: () = {
            impl ::core::convert::From<$ty> for $name {
                fn from(value: $ty) -> Self {
                    Self(value)
                }
            }

            impl ::core::convert::From<$name> for $ty {
                fn from(value: $name) -> Self {
                    value.0
                }
            }

            $($crate::__display_newtype!($display $name);)?

            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    $crate::codegen::Serialize::serialize(&self.0, serializer)
                }
            }

            impl<'de> $crate::codegen::Deserialize<'de> for $name {
                fn deserialize<__D: $crate::codegen::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    $crate::codegen::Deserialize::deserialize(deserializer).map(Self)
                }
            }
        };
    };
}

/// Implements `Display` of a newtype by its field.
///
/// `__display_newtype!(display SessionId)` expands to `impl Display for SessionId { … }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __display_newtype {
    (display $name:ident) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}
