//! The defaults of fields, as the spec defines them.

use std::collections::BTreeMap;

/// The default of a field. A value can be compared with the default without creating the default
/// value.
pub trait Preset<T> {
    /// The type of the value that is read if the field is present.
    type Read;

    /// Creates the default value.
    fn make(&self) -> T;

    /// Converts the value that was read for a field to the value of the field.
    fn present(read: Self::Read) -> T;

    /// Whether `value` equals the default. Floats are compared by their bits.
    fn is(&self, value: &T) -> bool;

    /// Whether `value` means that the field is absent. An absent field is never written.
    fn is_absent(&self, _value: &T) -> bool {
        false
    }
}

/// Returns the value of a field, or its default if the field is missing.
pub fn or_preset<T, P: Preset<T>>(field: Option<P::Read>, preset: &P) -> T {
    match field {
        Some(read) => P::present(read),
        None => preset.make(),
    }
}

/// The default of an optional field for which the spec defines no other default. `None` means that
/// the field is absent on the wire. Null is also read as `None`.
#[derive(Clone, Copy, Debug)]
pub struct Absent;

impl<T> Preset<Option<T>> for Absent {
    type Read = Option<T>;

    fn make(&self) -> Option<T> {
        None
    }

    fn present(read: Option<T>) -> Option<T> {
        read
    }

    fn is(&self, value: &Option<T>) -> bool {
        value.is_none()
    }

    fn is_absent(&self, value: &Option<T>) -> bool {
        value.is_none()
    }
}

/// The default of an optional field whose value may also be null. `None` means that the field is
/// absent on the wire, and `Some(None)` means null.
#[derive(Clone, Copy, Debug)]
pub struct AbsentOrNull;

impl<T> Preset<Option<Option<T>>> for AbsentOrNull {
    type Read = Option<T>;

    fn make(&self) -> Option<Option<T>> {
        None
    }

    fn present(read: Option<T>) -> Option<Option<T>> {
        Some(read)
    }

    fn is(&self, value: &Option<Option<T>>) -> bool {
        value.is_none()
    }

    fn is_absent(&self, value: &Option<Option<T>>) -> bool {
        value.is_none()
    }
}

/// Null as a default. A null value is written, unless the options leave out all fields that equal
/// their default.
#[derive(Clone, Copy, Debug)]
pub struct Null;

impl<T> Preset<Option<T>> for Null {
    type Read = Option<T>;

    fn present(read: Option<T>) -> Option<T> {
        read
    }

    fn make(&self) -> Option<T> {
        None
    }

    fn is(&self, value: &Option<T>) -> bool {
        value.is_none()
    }
}

impl Preset<crate::Value> for Null {
    type Read = crate::Value;

    fn present(read: crate::Value) -> crate::Value {
        read
    }

    fn make(&self) -> crate::Value {
        crate::Value::Null
    }

    fn is(&self, value: &crate::Value) -> bool {
        *value == crate::Value::Null
    }
}

impl Preset<()> for Null {
    type Read = ();

    fn present((): ()) {}

    fn make(&self) {}

    fn is(&self, _value: &()) -> bool {
        true
    }
}

/// The empty list as a default. Unlike with other defaults, the items need not implement
/// `PartialEq`.
#[derive(Clone, Copy, Debug)]
pub struct EmptyList;

impl<T> Preset<Vec<T>> for EmptyList {
    type Read = Vec<T>;

    fn present(read: Vec<T>) -> Vec<T> {
        read
    }

    fn make(&self) -> Vec<T> {
        Vec::new()
    }

    fn is(&self, value: &Vec<T>) -> bool {
        value.is_empty()
    }
}

/// The empty map as a default. The values need not implement `PartialEq`.
#[derive(Clone, Copy, Debug)]
pub struct EmptyMap;

impl<T> Preset<BTreeMap<String, T>> for EmptyMap {
    type Read = BTreeMap<String, T>;

    fn present(read: BTreeMap<String, T>) -> BTreeMap<String, T> {
        read
    }

    fn make(&self) -> BTreeMap<String, T> {
        BTreeMap::new()
    }

    fn is(&self, value: &BTreeMap<String, T>) -> bool {
        value.is_empty()
    }
}

impl Preset<String> for &str {
    type Read = String;

    fn present(read: String) -> String {
        read
    }

    fn make(&self) -> String {
        (*self).to_owned()
    }

    fn is(&self, value: &String) -> bool {
        self == value
    }
}

macro_rules! plain {
    ($($ty:ty),*) => {
        $(impl Preset<$ty> for $ty {
            type Read = $ty;

            fn present(read: $ty) -> $ty {
                read
            }

            fn make(&self) -> $ty {
                *self
            }

            fn is(&self, value: &$ty) -> bool {
                self == value
            }
        })*
    };
}

plain!(bool, i8, i16, i32, i64, u8, u16, u32, u64);

macro_rules! float {
    ($($ty:ty),*) => {
        $(impl Preset<$ty> for $ty {
            type Read = $ty;

            fn present(read: $ty) -> $ty {
                read
            }

            fn make(&self) -> $ty {
                *self
            }

            fn is(&self, value: &$ty) -> bool {
                self.to_bits() == value.to_bits()
            }
        })*
    };
}

float!(f32, f64);

impl<T: PartialEq, F: Fn() -> T> Preset<T> for F {
    type Read = T;

    fn present(read: T) -> T {
        read
    }

    fn make(&self) -> T {
        self()
    }

    fn is(&self, value: &T) -> bool {
        self() == *value
    }
}
