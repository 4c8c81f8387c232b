//! Fields that may be absent, null, or both.

#![allow(clippy::option_option, reason = "a field with three states is one")]

use serde::Serialize;

use super::{error, read};
use crate::codegen::{Absent, AbsentOrNull, arguments, record};

#[derive(Clone, Debug, PartialEq)]
struct Page {
    plain: Option<i64>,
    preset: Option<i64>,
    nullable: Option<i64>,
    three: Option<Option<i64>>,
}

record! {
    Page new(nullable: Option<i64>) {
        plain: Option<i64> = Absent,
        preset: Option<i64> = || Some(5),
        nullable: Option<i64>,
        three: Option<Option<i64>> = AbsentOrNull
    }
}

#[derive(Clone, Debug, PartialEq)]
struct All {
    plain: Option<i64>,
    preset: i64,
    three: Option<Option<i64>>,
}

arguments! {
    All [send_defaults] {
        plain: Option<i64> = Absent,
        preset: i64 = 5,
        three: Option<Option<i64>> = AbsentOrNull
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Listed {
    first: Option<i64>,
    second: i64,
    last: Option<i64>,
}

arguments! {
    Listed [by_position send_defaults] {
        first: Option<i64> = Absent,
        second: i64 = 5,
        last: Option<i64> = Absent
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Tolerant {
    first: Option<i64>,
}

arguments! { Tolerant [by_position ignore_unknown] { first: Option<i64> = Absent } }

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn none_is_left_out_where_the_spec_has_no_default() {
    let page = Page::new(None).preset(None);
    assert_eq!(json(&page), r#"{"preset":null,"nullable":null}"#);
}

#[test]
fn absent_and_null_are_both_read_as_none() {
    assert_eq!(read::<Page>(r#"{"nullable":1}"#).plain, None);
    assert_eq!(read::<Page>(r#"{"plain":null,"nullable":1}"#).plain, None);
}

#[test]
fn a_default_is_read_if_absent_and_none_if_null() {
    assert_eq!(read::<Page>(r#"{"nullable":1}"#).preset, Some(5));
    assert_eq!(read::<Page>(r#"{"preset":null,"nullable":1}"#).preset, None);
}

#[test]
fn a_nullable_field_is_required() {
    assert_eq!(read::<Page>(r#"{"nullable":null}"#).nullable, None);
    assert_eq!(error::<Page>("{}"), "`nullable` is missing");
}

#[test]
fn three_states_survive_a_round_trip() {
    let three = |json| read::<Page>(json).three;
    assert_eq!(three(r#"{"nullable":1}"#), None);
    assert_eq!(three(r#"{"nullable":1,"three":null}"#), Some(None));
    assert_eq!(three(r#"{"nullable":1,"three":3}"#), Some(Some(3)));
}

#[test]
fn absent_arguments_are_left_out_even_if_defaults_are_sent() {
    assert_eq!(json(&All::default()), r#"{"preset":5}"#);
    let null = All::default().three(Some(None));
    assert_eq!(json(&null), r#"{"preset":5,"three":null}"#);
}

#[test]
fn by_position_only_absent_arguments_at_the_end_are_left_out() {
    assert_eq!(json(&Listed::default()), "[null,5]");
}

#[test]
fn further_arguments_by_position_are_refused_unless_they_are_ignored() {
    assert_eq!(
        error::<Listed>("[1,2,3,4]"),
        "there are more arguments than the method has"
    );
    let tolerant = serde_json::from_str(r#"[1,"two",{"three":3}]"#);
    assert_eq!(tolerant.ok(), Some(Tolerant { first: Some(1) }));
}
