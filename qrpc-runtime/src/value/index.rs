//! Keys and positions, by which a part of a value is found.

use super::Value;

/// The argument of [`Value::get`]: a key, or a position that counts from 0.
pub trait ValueIndex: FindInValue {}

impl<I: FindInValue> ValueIndex for I {}

/// The operation of a [`ValueIndex`]. Programs cannot name this trait, so only the types below are
/// indexes.
pub trait FindInValue {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value>;
}

impl FindInValue for str {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        value.as_map()?.get(self)
    }
}

impl FindInValue for String {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.as_str().find_in(value)
    }
}

impl FindInValue for usize {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        value.as_list()?.get(*self)
    }
}

impl<I: FindInValue + ?Sized> FindInValue for &I {
    fn find_in<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        I::find_in(self, value)
    }
}
