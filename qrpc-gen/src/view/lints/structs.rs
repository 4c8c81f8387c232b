//! Lints on structs.

use heck::ToSnakeCase as _;

use super::{Lints, those};
use crate::model::{Field, Scalar, Type};

/// The number of `bool` fields that clippy accepts in a struct.
const FEW_FLAGS: usize = 3;

/// Returns the lints that the name of a struct and the names of its fields may trigger.
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

/// Returns the lints that the types of a struct's fields may trigger together.
pub(in super::super) fn of_fields(fields: &[Field]) -> Lints {
    those([(flags(fields) > FEW_FLAGS, "clippy::struct_excessive_bools")])
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

/// Whether all items are equal.
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
}
