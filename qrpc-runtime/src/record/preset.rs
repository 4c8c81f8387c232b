//! Defaults as the spec defines them, and their values.

use std::collections::BTreeMap;

/// A default. It is compared without creating its value, which is created only when needed.
pub trait Preset<T> {
    /// Creates the value.
    fn make(&self) -> T;
    /// Whether `value` equals the default. Floats are compared by their bits.
    fn is(&self, value: &T) -> bool;
}

/// Returns the value of a field, or else its default.
pub fn or_preset<T>(field: Option<T>, preset: &impl Preset<T>) -> T {
    field.unwrap_or_else(|| preset.make())
}

/// The default of an optional value: absent.
#[derive(Clone, Copy, Debug)]
pub struct Null;

impl<T> Preset<Option<T>> for Null {
    fn make(&self) -> Option<T> {
        None
    }

    fn is(&self, value: &Option<T>) -> bool {
        value.is_none()
    }
}

impl Preset<crate::Value> for Null {
    fn make(&self) -> crate::Value {
        crate::Value::Null
    }

    fn is(&self, value: &crate::Value) -> bool {
        *value == crate::Value::Null
    }
}

impl Preset<()> for Null {
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
    fn make(&self) -> BTreeMap<String, T> {
        BTreeMap::new()
    }

    fn is(&self, value: &BTreeMap<String, T>) -> bool {
        value.is_empty()
    }
}

impl Preset<String> for &str {
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
    fn make(&self) -> T {
        self()
    }

    fn is(&self, value: &T) -> bool {
        self() == *value
    }
}
