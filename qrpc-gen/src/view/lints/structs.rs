//! Lints on structs, and on functions that take the fields of a struct.

use heck::ToSnakeCase as _;

use super::{Lints, those};
use crate::model::{Field, Scalar, Type};

/// Clippy's limits for arguments, for flags, and for arguments with one-letter names.
const FEW_ARGUMENTS: usize = 7;
const FEW_FLAGS: usize = 3;
const FEW_LETTERS: usize = 4;

/// Below clippy's limit of 100, since its versions count lines differently.
const FEW_LINES: usize = 90;

/// The lints that the names of a struct's fields may trigger.
pub(in super::super) fn of_struct<'a>(name: &str, fields: impl Iterator<Item = &'a str>) -> Lints {
    let fields: Vec<_> = fields.map(|field| words(plain(field))).collect();
    let name = name.to_snake_case();
    let name = words(&name);
    let has_name = |field: &Vec<&str>| field.starts_with(&name) || field.ends_with(&name);
    let repeats = fields.iter().any(has_name)
        || all_same(fields.iter().map(|field| field.first()))
        || all_same(fields.iter().map(|field| field.last()));
    those([(fields.len() > 2 && repeats, "clippy::struct_field_names")])
}

/// The lints that the types of a struct's fields may trigger together.
pub(in super::super) fn of_fields(fields: &[Field]) -> Lints {
    those([(flags(fields) > FEW_FLAGS, "clippy::struct_excessive_bools")])
}

/// The lints that the parameters of a struct's constructor may trigger.
pub(in super::super) fn of_constructor(name: &str, required: &[&Field]) -> Lints {
    let names: Vec<_> = required.iter().map(|field| plain(&field.rust)).collect();
    let letters = names.iter().filter(|name| name.len() == 1).count();
    let flags = flags(required.iter().copied());
    let many = names.len() > FEW_ARGUMENTS;
    those([
        (many, "clippy::too_many_arguments"),
        (many || are_similar(&names), "clippy::similar_names"),
        (flags > FEW_FLAGS, "clippy::fn_params_excessive_bools"),
        (letters > FEW_LETTERS, "clippy::many_single_char_names"),
        (name == "New", "clippy::self_named_constructors"),
    ])
}

/// The lints that the length of a function may trigger.
pub(in super::super) fn of_body(body: &str) -> Lints {
    let lines = body.lines().count();
    those([(lines > FEW_LINES, "clippy::too_many_lines")])
}

fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

fn words(name: &str) -> Vec<&str> {
    name.split('_').collect()
}

fn flags<'a>(fields: impl IntoIterator<Item = &'a Field>) -> usize {
    let flag = |field: &&Field| field.ty == Type::Scalar(Scalar::Bool);
    fields.into_iter().filter(flag).count()
}

/// Whether two of the names differ in one letter, ignoring numbers at their end.
fn are_similar(names: &[&str]) -> bool {
    let pairs = names.iter().enumerate();
    let mut pairs =
        pairs.flat_map(|(at, one)| names.iter().skip(at + 1).map(move |two| (one, two)));
    pairs.any(|(one, two)| is_similar(letters(one), letters(two)))
}

fn letters(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit())
}

fn is_similar(one: &str, other: &str) -> bool {
    let equal = |(a, b): &(u8, u8)| a == b;
    let ahead = one.bytes().zip(other.bytes()).take_while(equal).count();
    let behind = one
        .bytes()
        .rev()
        .zip(other.bytes().rev())
        .take_while(equal)
        .count();
    let longest = one.len().max(other.len());
    longest > 2 && one != other && ahead + behind + 1 >= longest
}

/// Whether all items are the same.
pub(super) fn all_same<T: PartialEq>(mut items: impl Iterator<Item = T>) -> bool {
    let first = items.next();
    items.all(|item| first.as_ref() == Some(&item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_common_are_noticed() {
        let lint = Lints::from(["clippy::struct_field_names"]);
        for fields in [
            ["a_x", "a_y", "a_z"],
            ["x_a", "y_a", "z_a"],
            ["x", "my_own_id", "y"],
        ] {
            assert_eq!(of_struct("MyOwn", fields.into_iter()), lint, "{fields:?}");
        }
        assert_eq!(
            of_struct("MyOwn", ["a_x", "a_y", "b"].into_iter()),
            Lints::new()
        );
        assert_eq!(of_struct("MyOwn", ["a_x", "a_y"].into_iter()), Lints::new());
    }

    #[test]
    fn a_body_of_very_many_lines_is_noticed() {
        let lint = Lints::from(["clippy::too_many_lines"]);
        assert_eq!(of_body(&"x\n".repeat(FEW_LINES + 1)), lint);
        assert_eq!(of_body(&"x\n".repeat(FEW_LINES)), Lints::new());
    }

    #[test]
    fn names_are_similar_that_differ_in_one_letter() {
        assert!(are_similar(&["parser", "text", "parsed"]));
        assert!(are_similar(&["item", "items"]));
        assert!(!are_similar(&["arg1", "arg2", "x", "y"]));
    }
}
