//! What must hold of a value beside its type.

use std::collections::BTreeMap;

use serde::de;

use crate::Bytes;

/// A struct of whose fields something must hold.
pub trait Constrained {
    /// Checks all that must hold.
    ///
    /// # Errors
    ///
    /// The first that does not, as a sentence.
    fn check(&self) -> Result<(), String>;
}

/// A value of which a rule can hold. A rule of a `T?` holds of null.
pub trait Obeys<Rule> {
    /// What is wrong, as it follows the value's name in a sentence.
    fn violation(&self, rule: &Rule) -> Option<String>;
}

/// A number is at least this.
#[derive(Clone, Copy, Debug)]
pub struct Min<T>(pub T);

/// A number is at most this.
#[derive(Clone, Copy, Debug)]
pub struct Max<T>(pub T);

/// There are at least so many characters of a text, bytes, or items of a list or map.
#[derive(Clone, Copy, Debug)]
pub struct MinLen(pub u64);

/// There are at most so many.
#[derive(Clone, Copy, Debug)]
pub struct MaxLen(pub u64);

/// Lets a struct that was read pass if all holds that must.
///
/// # Errors
///
/// What does not hold.
pub fn checked<T: Constrained, E: de::Error>(value: T) -> Result<T, E> {
    value.check().map_err(E::custom)?;
    Ok(value)
}

/// Checks one rule of one field.
///
/// # Errors
///
/// That it does not hold.
pub fn hold<Rule>(name: &str, value: &impl Obeys<Rule>, rule: &Rule) -> Result<(), String> {
    match value.violation(rule) {
        Some(violation) => Err(format!("`{name}` {violation}")),
        None => Ok(()),
    }
}

impl<Rule, T: Obeys<Rule>> Obeys<Rule> for Option<T> {
    fn violation(&self, rule: &Rule) -> Option<String> {
        self.as_ref()?.violation(rule)
    }
}

impl<Rule, T: Obeys<Rule>> Obeys<Rule> for Box<T> {
    fn violation(&self, rule: &Rule) -> Option<String> {
        T::violation(self, rule)
    }
}

macro_rules! numbers {
    ($($ty:ty),*) => {
        $(impl Obeys<Min<$ty>> for $ty {
            fn violation(&self, Min(min): &Min<$ty>) -> Option<String> {
                // What is no number is not in order with any.
                let holds = self >= min;
                (!holds).then(|| format!("must be at least {min:?}, but is {self:?}"))
            }
        }

        impl Obeys<Max<$ty>> for $ty {
            fn violation(&self, Max(max): &Max<$ty>) -> Option<String> {
                let holds = self <= max;
                (!holds).then(|| format!("must be at most {max:?}, but is {self:?}"))
            }
        })*
    };
}

numbers!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64);

macro_rules! lengths {
    ($([$($generics:tt)*] $ty:ty => |$value:ident| $length:expr, $unit:literal;)*) => {
        $(impl<$($generics)*> Obeys<MinLen> for $ty {
            fn violation(&self, MinLen(min): &MinLen) -> Option<String> {
                let $value = self;
                let length = $length as u64;
                (length < *min).then(|| length_violation("least", *min, $unit, length))
            }
        }

        impl<$($generics)*> Obeys<MaxLen> for $ty {
            fn violation(&self, MaxLen(max): &MaxLen) -> Option<String> {
                let $value = self;
                let length = $length as u64;
                (length > *max).then(|| length_violation("most", *max, $unit, length))
            }
        })*
    };
}

lengths! {
    [] String => |text| text.chars().count(), "character";
    [] Bytes => |bytes| bytes.len(), "byte";
    [T] Vec<T> => |list| list.len(), "item";
    [T] BTreeMap<String, T> => |map| map.len(), "item";
}

fn length_violation(bound: &str, limit: u64, unit: &str, length: u64) -> String {
    let plural = if limit == 1 { "" } else { "s" };
    format!("must have at {bound} {limit} {unit}{plural}, but has {length}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_of_themselves() {
        assert_eq!(5.violation(&Min(5)), None);
        assert_eq!(5.violation(&Max(5)), None);
        let error = hold("samples", &5000, &Max(1000)).unwrap_err();
        assert_eq!(error, "`samples` must be at most 1000, but is 5000");
    }

    #[test]
    fn what_is_no_number_is_within_no_bounds() {
        let error = hold("x", &f64::NAN, &Min(0.5)).unwrap_err();
        assert_eq!(error, "`x` must be at least 0.5, but is NaN");
        assert!(f32::NAN.violation(&Max(1.0)).is_some());
    }

    #[test]
    fn every_rule_holds_of_null() {
        assert_eq!(None::<u8>.violation(&Min(5)), None);
        assert!(Some(4).violation(&Min(5)).is_some());
        assert!(Some(Some(Box::new(4))).violation(&Min(5)).is_some());
    }

    #[test]
    fn the_length_of_a_text_is_in_characters() {
        let text = "äöü".to_owned();
        assert_eq!(text.violation(&MaxLen(3)), None);
        let error = hold("text", &text, &MaxLen(1)).unwrap_err();
        assert_eq!(error, "`text` must have at most 1 character, but has 3");
    }

    #[test]
    fn the_length_of_all_else_is_in_what_it_consists_of() {
        let few = MinLen(2);
        let bytes = Bytes::from(vec![1]).violation(&few).unwrap();
        assert_eq!(bytes, "must have at least 2 bytes, but has 1");
        assert!(vec![()].violation(&few).unwrap().contains("2 items"));
        let map = BTreeMap::from([(String::new(), true)]);
        assert!(map.violation(&few).unwrap().contains("2 items"));
    }
}
