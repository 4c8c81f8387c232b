//! Untagged unions.

/// Implements (de)serialization of a union, which is read as the first alternative that fits.
///
/// ```text
/// union! { Setting { Number(i64), Text(_), Auto = "auto", Nothing = null } }
/// ```
///
/// If the parentheses name a type, the union also implements `From` for that type. The option
/// `[fields]` says that all alternatives are objects, so that a field of this type can be flat. The
/// example expands to:
///
/// ```text
/// impl Serialize for Setting { … }
/// impl<'de> Deserialize<'de> for Setting { … }
/// impl From<i64> for Setting { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (
        $(#[$attribute:meta])*
        $name:ident $([$option:ident])? {
            $($variant:ident $(($($holds:tt)*))? $(= $is:tt)?),* $(,)?
        }
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

            $crate::__union_fields!([$($option)?] $name { $($variant),* });
        };
    };
}

/// Implements the reading and writing of a union's members, if all its alternatives are objects.
///
/// `__union_fields!([fields] Shape { Circle, Square })` expands to `impl Fields for Shape { … }`,
/// and without `fields` to nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_fields {
    ([] $($rest:tt)*) => {};
    ([fields] $name:ident { $($variant:ident),* }) => {
        impl $crate::codegen::Fields for $name {
            const OPEN: bool = false $(|| $crate::codegen::held_is_open(Self::$variant))*;

            fn knows(name: &str) -> bool {
                false $(|| $crate::codegen::held_knows(Self::$variant, name))*
            }

            fn write<__M: $crate::codegen::SerializeMap>(
                &self,
                map: &mut __M,
            ) -> ::core::result::Result<(), __M::Error> {
                match self {
                    $(Self::$variant(fields) => $crate::codegen::Fields::write(fields, map),)*
                }
            }
        }
    };
}

/// Expands to the name, whatever follows. Makes a name appear exactly where a variant holds a
/// value.
///
/// `__first!(value i64)` expands to `value`.
#[doc(hidden)]
#[macro_export]
macro_rules! __first {
    ($first:ident $($rest:tt)*) => {
        $first
    };
}

/// Writes an alternative: null, a fixed string, or the value that the alternative holds.
///
/// `__write_alternative!(serializer, = "auto")` expands to `serializer.serialize_str("auto")`, and
/// `__write_alternative!(serializer, value)` to `Serialize::serialize(value, serializer)`.
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

/// Returns an alternative from the calling function, if the value that was read fits.
///
/// `__read_alternative!(attempt, Auto = "auto")` expands to:
///
/// ```text
/// if attempt.is_text("auto") { return Ok(Self::Auto); }
/// ```
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

/// Expands to the name of an alternative for error messages.
///
/// `__alternative!(Number)` expands to ``"`Number`"``, and `__alternative!(Auto = "auto")` to
/// `"\"auto\""`.
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

/// Implements `From` for the type of an alternative, if the union names the type.
///
/// `__from_alternative!(Setting Number i64)` expands to `impl From<i64> for Setting { … }`, and
/// `__from_alternative!(Setting Text _)` to nothing.
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
