//! The arguments of a method.

/// Implements (de)serialization, a constructor or `Default`, and the setters of a method's
/// arguments. Reading rejects unknown arguments, unless the option `ignore_unknown` is given.
///
/// ```text
/// arguments! {
///     Add [positional] new(a: i64) { a: i64, b: i64 = 1, [__T0] note as "Note": String = "" }
///     where { a: min(0), max(9); }
///     from super::Sum
/// }
/// ```
///
/// - The options follow the name, in brackets. Each option is a function of
///   [`Options`](crate::codegen::Options): `positional` also reads a list, in the order of the
///   fields; `by_position` also reads a list, and writes a list instead of a map; `send_defaults`
///   also writes arguments that equal their defaults, except absent optional arguments;
///   `ignore_unknown` skips unknown arguments.
/// - `new(…)` lists the required fields, and becomes the constructor. Without `new(…)`, every field
///   has a default, and the struct implements `Default`.
/// - A field has a type, perhaps a default, and perhaps another name on the wire. If a type
///   parameter is given in brackets, the setter accepts any type that converts into the field's
///   type. The members of a field `as flat` are written beside the other fields, not in a nested
///   object.
/// - `const` contains the members with a fixed value, which are not fields of the struct.
/// - `where` contains the constraints.
/// - `from` names a record with the same fields, from which the arguments can be made.
///
/// The example expands to:
///
/// ```text
/// impl Add {
///     pub fn new(a: i64) -> Self { … }
///     pub fn b(mut self, b: i64) -> Self { … }
///     pub fn note(mut self, note: impl Into<String>) -> Self { … }
/// }
/// impl<__T0: Into<String>> From<(i64, i64, __T0)> for Add { … }
/// impl From<super::Sum> for Add { … }
/// impl Constrained for Add { … }
/// impl Serialize for Add { … }
/// impl<'de> Deserialize<'de> for Add { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __arguments {
    (
        $(#[$attribute:meta])*
        $name:ident $([$($option:ident)*])? $(new $required:tt)? {
            $($([$generic:ident])? $field:ident $(as $wire:tt)? : $ty:ty $(= $preset:expr)?),*
            $(,)?
        }
        $(const { $($constants:tt)* })?
        $(where { $($constraints:tt)* })?
        $(from $record:ty)?
    ) => {
        $crate::__constructors! {
            $(#[$attribute])*
            $name [$(new $required)?] { $($([$generic])? $field: $ty $(= $preset)?),* }
        }

        $(#[$attribute])*
        const _: () = {
            const __OPTIONS: $crate::codegen::Options =
                $crate::codegen::Options::arguments()$($(.$option())*)?;

            $crate::__from_tuple!(
                [$($($option)*)?] $name { $($([$generic])? $field: $ty),* }
            );

            $crate::__from_record!([$($record)?] $name { $($field),* });

            $crate::__fields!(
                $name [$($($option)*)?] [$($($constants)*)?] [$($($constraints)*)?]
                { $($field $(as $wire)? : $ty $(= $preset)?),* }
            );

            $crate::__write_arguments!(
                [$($($option)*)?] $name [$($($constants)*)?] [$($($constraints)*)?]
                { $($field $(as $wire)? : $ty $(= $preset)?),* }
            );
        };
    };
}

/// Implements `Serialize` of arguments: with the option `by_position` as a list without the
/// arguments at the end that are omitted, otherwise as a map.
///
/// `__write_arguments!([by_position] Add [] [] { a: i64, b: i64 = 1 })` expands to:
///
/// ```text
/// impl Serialize for Add {
///     // Writes `[a]` if `b` is omitted, otherwise `[a, b]`.
///     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> { … }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __write_arguments {
    (
        [by_position $($option:ident)*] $name:ident $constants:tt $constraints:tt
        { $($field:ident $(as $wire:tt)? : $ty:ty $(= $preset:expr)?),* }
    ) => {
        impl $crate::codegen::Serialize for $name {
            fn serialize<__S: $crate::codegen::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::__check!($constraints self);
                let omitted = [$($crate::__is_omitted!(self.$field $(, $preset)?)),*];
                let count = $crate::codegen::count_without_end(&omitted);
                let mut list = $crate::codegen::Serializer::serialize_seq(
                    serializer,
                    ::core::option::Option::Some(count),
                )?;
                $(if count > __FieldIndex::$field as usize {
                    $crate::codegen::SerializeSeq::serialize_element(&mut list, &self.$field)?;
                })*
                $crate::codegen::SerializeSeq::end(list)
            }
        }
    };
    (
        [$($option:ident)*] $name:ident $($rest:tt)*
    ) => {
        $crate::__members!($name $($rest)*);

        impl $crate::codegen::Serialize for $name {
            fn serialize<__S: $crate::codegen::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::codegen::write_fields(self, serializer)
            }
        }
    };
}

/// Implements `From` for a tuple of all fields, if the arguments may be given by position.
///
/// `__from_tuple!([positional] Add { a: i64, [__T0] note: String })` expands to:
///
/// ```text
/// impl<__T0: Into<String>> From<(i64, __T0)> for Add { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __from_tuple {
    ([positional $($option:ident)*] $($rest:tt)*) => {
        $crate::__from_tuple!(@ $($rest)*);
    };
    ([by_position $($option:ident)*] $($rest:tt)*) => {
        $crate::__from_tuple!(@ $($rest)*);
    };
    ([$($option:ident)*] $($rest:tt)*) => {};
    (@ $name:ident { $($([$generic:ident])? $field:ident : $ty:ty),* }) => {
        impl<$($($generic: ::core::convert::Into<$ty>,)?)*>
            ::core::convert::From<($($crate::__parameter!($($generic)?; $ty),)*)> for $name
        {
            fn from(($($field,)*): ($($crate::__parameter!($($generic)?; $ty),)*)) -> Self {
                Self { $($field: $crate::__converted!($field $($generic)?)),* }
            }
        }
    };
}

/// Implements `From` for the record with the same fields, if there is one.
///
/// `__from_record!([super::Sum] Add { a, b })` expands to `impl From<super::Sum> for Add { … }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __from_record {
    ([] $($rest:tt)*) => {};
    ([$record:ty] $name:ident { $($field:ident),* }) => {
        impl ::core::convert::From<$record> for $name {
            fn from(record: $record) -> Self {
                Self { $($field: record.$field),* }
            }
        }
    };
}

/// Expands to the type parameter of a field if the field has one, otherwise to the type of the
/// field.
///
/// `__parameter!(__T0; String)` expands to `__T0`, and `__parameter!(; i64)` to `i64`.
#[doc(hidden)]
#[macro_export]
macro_rules! __parameter {
    ($generic:ident; $ty:ty) => {
        $generic
    };
    (; $ty:ty) => {
        $ty
    };
}

/// Expands to a value, converted if a type parameter follows.
///
/// `__converted!(note __T0)` expands to `Into::into(note)`, and `__converted!(a)` to `a`.
#[doc(hidden)]
#[macro_export]
macro_rules! __converted {
    ($value:ident) => {
        $value
    };
    ($value:ident $generic:ident) => {
        ::core::convert::Into::into($value)
    };
}
