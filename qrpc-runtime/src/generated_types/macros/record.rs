//! The records of a spec.

/// Implements (de)serialization, a constructor or `Default`, and the setters of a record. All
/// fields are written, except those that are `None` and whose default is `Absent`. When a record is
/// read, missing fields take their defaults, and unknown fields are skipped.
///
/// ```text
/// record! {
///     Reading new(value: f64) { value: f64, [__T0] unit: String = "V", place as flat: Place }
///     const { "version" = "2.0" }
/// }
/// ```
///
/// The syntax is that of `arguments!`, without `from`. The option `omit_defaults` leaves out fields
/// that equal their default.
///
/// The example expands to:
///
/// ```text
/// impl Reading {
///     pub fn new(value: f64) -> Self { … }
///     pub fn unit(mut self, unit: impl Into<String>) -> Self { … }
/// }
/// impl Fields for Reading { … }
/// impl Serialize for Reading { … }
/// impl<'de> Deserialize<'de> for Reading { … }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (
        $(#[$attribute:meta])*
        $name:ident $([$($option:ident)*])? $(new $required:tt)? {
            $($([$generic:ident])? $field:ident $(as $wire:tt)? : $ty:ty $(= $preset:expr)?),*
            $(,)?
        }
        $(const { $($constants:tt)* })?
        $(where { $($constraints:tt)* })?
    ) => {
        $crate::__constructors! {
            $(#[$attribute])*
            $name [$(new $required)?] { $($([$generic])? $field: $ty $(= $preset)?),* }
        }

        $(#[$attribute])*
        const _: () = {
            const __OPTIONS: $crate::codegen::Options =
                $crate::codegen::Options::record()$($(.$option())*)?;

            $crate::__fields!(
                $name [] [$($($constants)*)?] [$($($constraints)*)?]
                { $($field $(as $wire)? : $ty $(= $preset)?),* }
            );

            $crate::__members!(
                $name [$($($constants)*)?] [$($($constraints)*)?]
                { $($field $(as $wire)? : $ty $(= $preset)?),* }
            );

            impl $crate::codegen::Serialize for $name {
                fn serialize<__S: $crate::codegen::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    $crate::codegen::write_fields(self, serializer)
                }
            }
        };
    };
}

/// Implements `Fields` for a struct: the trait that writes the members of the struct.
///
/// `__members!(Reading ["version" = "2.0"] [] { value: f64 })` expands to:
///
/// ```text
/// impl Fields for Reading {
///     // Writes `version`, then `value`.
///     fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> { … }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __members {
    (
        $name:ident [$($constant:literal = $is:expr),* $(,)?] $constraints:tt
        { $($field:ident $(as $wire:tt)? : $ty:ty $(= $preset:expr)?),* }
    ) => {
        impl $crate::codegen::Fields for $name {
            const NAMES: $crate::codegen::Names = __NAMES;

            fn write<__M: $crate::codegen::SerializeMap>(
                &self,
                map: &mut __M,
            ) -> ::core::result::Result<(), __M::Error> {
                $crate::__check!($constraints self);
                $($crate::codegen::SerializeMap::serialize_entry(
                    map,
                    $constant,
                    &$crate::__constant!($is),
                )?;)*
                $($crate::__write_member!([$($wire)?] map self $field $(, $preset)?);)*
                ::core::result::Result::Ok(())
            }
        }
    };
}

/// Writes a field as one member, or a flat field as several members.
///
/// `__write_member!([] map self a)` expands to `map.serialize_entry("a", &self.a)?`, and
/// `__write_member!([flat] map self place)` to `write_flat(map, &self.place, &__NAMES)?`.
#[doc(hidden)]
#[macro_export]
macro_rules! __write_member {
    ([flat] $map:ident $self:ident $field:ident $(, $preset:expr)?) => {
        $crate::codegen::write_flat($map, &$self.$field, &__NAMES)?
    };
    ([$($wire:literal)?] $map:ident $self:ident $field:ident) => {
        $crate::codegen::SerializeMap::serialize_entry(
            $map,
            __WIRES[__FieldIndex::$field as usize],
            &$self.$field,
        )?
    };
    ([$($wire:literal)?] $map:ident $self:ident $field:ident, $preset:expr) => {
        $crate::codegen::write_unless_omitted(
            $map,
            __WIRES[__FieldIndex::$field as usize],
            &$self.$field,
            &$preset,
            __OPTIONS,
        )?
    };
}

/// Expands to whether an argument is left out because it equals its default.
///
/// `__is_omitted!(self.b, 1)` expands to `__OPTIONS.omits(&self.b, &1)`, and
/// `__is_omitted!(self.a)` to `false`.
#[doc(hidden)]
#[macro_export]
macro_rules! __is_omitted {
    ($value:expr) => {
        false
    };
    ($value:expr, $preset:expr) => {
        __OPTIONS.omits(&$value, &$preset)
    };
}
