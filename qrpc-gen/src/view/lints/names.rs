//! Lints on names.

use heck::ToSnakeCase as _;

use super::structs::all_same;
use super::{Lint, Lints, those};

const CONVENTION: Lint = "clippy::wrong_self_convention";
const ITERATOR: Lint = "clippy::iter_not_returning_iterator";

/// Returns the lints that the name of a function with a receiver `&self` may trigger.
pub(in super::super) fn of_function(name: &str) -> Lints {
    let by_value = begins(name, &["from_", "into_"]);
    let mutable = name.ends_with("_mut") && begins(name, &["as_", "to_"]);
    those([
        (by_value || mutable, CONVENTION),
        (iterates(name), ITERATOR),
    ])
}

/// Returns the lints that the names of an enum and of its variants may trigger.
pub(in super::super) fn of_names<'a>(name: &str, variants: impl Iterator<Item = &'a str>) -> Lints {
    let variants: Vec<_> = variants.map(str::to_snake_case).collect();
    let name = name.to_snake_case();
    let has_name = |variant: &String| variant.starts_with(&name) || variant.ends_with(&name);
    let repeats = variants.iter().any(has_name)
        || all_same(variants.iter().map(|variant| variant.split('_').next()))
        || all_same(variants.iter().map(|variant| variant.rsplit('_').next()));
    those([(repeats, "clippy::enum_variant_names")])
}

fn begins(name: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| name.starts_with(prefix))
}

fn iterates(name: &str) -> bool {
    matches!(name, "iter" | "iter_mut")
}
