//! Defaults as the spec writes them, and what they are as values.

/// A default: compared without making the value, and made when it is needed.
pub trait Preset<T> {
    /// The value.
    fn make(&self) -> T;
    /// Whether `value` is it. Floats compare by their bits.
    fn is(&self, value: &T) -> bool;
}

/// The default of an optional value that is absent.
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
