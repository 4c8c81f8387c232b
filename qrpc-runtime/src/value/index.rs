//! Keys and positions, by which a part of a value is found.

use super::Value;

/// The argument of [`Value::get`]: a key, or a position that counts from 0.
pub trait ValueIndex: Sealed {}

impl<I: Sealed> ValueIndex for I {}

pub trait Sealed {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value>;
}

impl Sealed for str {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        value.as_map()?.get(self)
    }
}

impl Sealed for String {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.as_str().find_in(value)
    }
}

impl Sealed for usize {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        value.as_list()?.get(*self)
    }
}

impl<I: Sealed + ?Sized> Sealed for &I {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        I::find_in(self, value)
    }
}
