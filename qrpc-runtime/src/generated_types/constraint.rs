//! Constraints: rules that a value must satisfy in addition to its type.

use std::collections::BTreeMap;

use serde::de;

use crate::{Base64, Bytes};

/// A struct with constraints on its fields.
pub trait Constrained {
    /// Checks all constraints.
    ///
    /// # Errors
    ///
    /// The first constraint that is violated, as a sentence.
    fn check(&self) -> Result<(), String>;
}

/// A value to which a rule can apply. A value of a type `T?` that is null satisfies every rule.
pub trait Obeys<Rule> {
    /// Returns the violation as the part of a sentence after the value's name, such as "must be at
    /// least 1, but is 0". `None` if the value obeys the rule.
    fn violation(&self, rule: &Rule) -> Option<String>;
}

/// The minimum of a number.
#[derive(Clone, Copy, Debug)]
pub struct Min<T>(pub T);

/// The maximum of a number.
#[derive(Clone, Copy, Debug)]
pub struct Max<T>(pub T);

/// The minimum length: characters of a string, bytes, or items of a list or map.
#[derive(Clone, Copy, Debug)]
pub struct MinLen(pub u64);

/// The maximum length, counted as for [`MinLen`].
#[derive(Clone, Copy, Debug)]
pub struct MaxLen(pub u64);

/// Returns a deserialized struct if it satisfies its constraints.
///
/// # Errors
///
/// When a constraint is violated.
pub fn checked<T: Constrained, E: de::Error>(value: T) -> Result<T, E> {
    value.check().map_err(E::custom)?;
    Ok(value)
}

/// Checks one rule for the field `name`.
///
/// # Errors
///
/// When the rule is violated.
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
                // Every comparison with NaN is false, so NaN violates every bound.
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
    [] Base64 => |bytes| bytes.len(), "byte";
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
