//! Unions without a tag.

use std::net::IpAddr;

use super::{error, read};
use crate::codegen::union;
use crate::{Bytes, Value};

#[derive(Clone, Debug, PartialEq)]
enum Setting {
    Auto,
    Flag(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    Data(Bytes),
    Nothing,
    List(Vec<Setting>),
}

union! {
    Setting {
        Auto = "auto",
        Flag(bool),
        Whole(i64),
        Number(f64),
        Text(String),
        Data(_),
        Nothing = null,
        List(_),
    }
}

#[test]
fn the_first_alternative_that_fits_is_taken() {
    assert_eq!(read::<Setting>("\"auto\""), Setting::Auto);
    assert_eq!(
        read::<Setting>("\"other\""),
        Setting::from("other".to_owned())
    );
    assert_eq!(read::<Setting>("true"), Setting::from(true));
    assert_eq!(read::<Setting>("1"), Setting::from(1));
    assert_eq!(read::<Setting>("1.5"), Setting::from(1.5));
    assert_eq!(
        read::<Setting>("18446744073709551615"),
        Setting::Number(18_446_744_073_709_551_615.0)
    );
    assert_eq!(read::<Setting>("null"), Setting::Nothing);
}

#[test]
fn bytes_are_no_text_and_a_list_is_no_bytes() {
    assert_eq!(
        read::<Setting>(r#"{"__bytes":"YWI="}"#),
        Setting::Data(b"ab"[..].into())
    );
    assert_eq!(
        read::<Setting>("[1]"),
        Setting::List(vec![Setting::Whole(1)])
    );
}

#[test]
fn what_fits_none_is_told_the_alternatives() {
    assert_eq!(
        error::<Setting>("{}"),
        "object does not match any of \"auto\", `Flag`, `Whole`, `Number`, `Text`, `Data`, null, `List`"
    );
}

#[derive(Clone, Debug, PartialEq)]
enum Host {
    Address(IpAddr),
    Name(String),
}

union! { Host { Address(_), Name(_) } }

#[test]
fn a_type_that_text_has_another_form_of_is_read_in_that_form() {
    assert_eq!(
        read::<Host>("\"::1\""),
        Host::Address("::1".parse().unwrap())
    );
    assert_eq!(read::<Host>("\"here\""), Host::Name("here".to_owned()));
}

/// `Left` and `Right` have the same beginning, so that each level is read twice.
#[derive(Clone, Debug, PartialEq)]
enum Ambiguous {
    Whole(i64),
    Left((Box<Ambiguous>, bool)),
    Right((Box<Ambiguous>, i64)),
}

union! { Ambiguous { Whole(_), Left(_), Right(_) } }

fn nested(depth: usize) -> String {
    "[".repeat(depth) + "1" + &",1]".repeat(depth)
}

#[test]
fn reading_ends_soon_however_ambiguous_the_type_is() {
    assert!(matches!(read::<Ambiguous>(&nested(8)), Ambiguous::Right(_)));
    let error = error::<Ambiguous>(&nested(60));
    assert!(error.contains("does not match any of"), "{error}");
}

#[test]
fn what_was_too_ambiguous_does_not_count_for_what_comes_next() {
    let _ = error::<Ambiguous>(&nested(60));
    assert!(matches!(read::<Ambiguous>(&nested(8)), Ambiguous::Right(_)));
}

#[test]
fn values_that_are_open_keep_all_alternatives() {
    let value = Value::from(vec![Value::Null, Value::from("auto")]);
    assert_eq!(
        value.to::<Setting>().unwrap(),
        Setting::List(vec![Setting::Nothing, Setting::Auto])
    );
}
