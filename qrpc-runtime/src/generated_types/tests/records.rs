//! Arguments.

use std::collections::BTreeMap;

use super::error;
use crate::codegen::{EmptyList, EmptyMap, Null, arguments, newtype};

/// A type of the program, which implements no traits except those that are required.
#[derive(Clone, Debug)]
struct Opaque(i64);

newtype! { Opaque(i64) }

#[derive(Clone, Debug)]
struct Arguments {
    list: Vec<Opaque>,
    map: BTreeMap<String, Opaque>,
    one: Option<Opaque>,
}

arguments! {
    Arguments {
        list: Vec<Opaque> = EmptyList,
        map: BTreeMap<String, Opaque> = EmptyMap,
        one: Option<Opaque> = Null
    }
}

#[test]
fn what_is_empty_is_left_out_though_nothing_can_compare_it() {
    let arguments = Arguments::default();
    assert_eq!(serde_json::to_string(&arguments).unwrap(), "{}");
    let list = vec![Opaque(1)];
    let some = Arguments { list, ..arguments };
    assert_eq!(serde_json::to_string(&some).unwrap(), r#"{"list":[1]}"#);
}

#[test]
fn arguments_that_nobody_knows_are_refused() {
    assert_eq!(
        error::<Arguments>(r#"{"two":1}"#),
        "unknown argument `two`; expected one of `list`, `map`, `one`"
    );
}
