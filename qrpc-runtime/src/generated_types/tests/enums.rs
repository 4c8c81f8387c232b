//! Enums and newtypes.

use super::{error, read};
use crate::codegen::{int_enum, newtype, open_enum, text_enum};

#[derive(Clone, Debug, PartialEq)]
enum Mode {
    Auto,
    Fixed,
    Other(String),
}

open_enum! { Mode: Other { Auto = "auto", Fixed = "FIX" } }

#[derive(Clone, Copy, Debug, PartialEq)]
enum Channel {
    Volts,
    Ohms,
}

text_enum! { Channel { Volts = "volts", Ohms = "OHM" } }

#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    Low,
    High,
}

int_enum! { Level: u64 { Low = 1, High = 18_446_744_073_709_551_615 } }

#[derive(Clone, Copy, Debug, PartialEq)]
enum Signal {
    Lost,
    Other(i8),
}

int_enum! { Signal: i8, Other { Lost = -1 } }

#[derive(Clone, Debug, PartialEq)]
struct Nest(Vec<Nest>);

newtype! { Nest(Vec<Nest>) }

#[derive(Clone, Debug, PartialEq)]
struct SessionId(String);

newtype! { SessionId(String) [display] }

#[test]
fn an_open_enum_keeps_what_it_does_not_know() {
    assert_eq!(read::<Mode>("\"new\""), Mode::Other("new".to_owned()));
    assert_eq!(
        serde_json::to_string(&Mode::Other("new".to_owned())).unwrap(),
        "\"new\""
    );
}

#[test]
fn a_known_text_is_never_another_one() {
    assert_eq!(read::<Mode>("\"FIX\""), Mode::Fixed);
    let text = serde_json::to_string(&Mode::Other("auto".to_owned())).unwrap();
    assert_eq!(read::<Mode>(&text), Mode::Auto);
}

#[test]
fn a_closed_enum_has_no_others() {
    assert_eq!(read::<Channel>("\"OHM\""), Channel::Ohms);
    assert_eq!(
        error::<Channel>("\"ohms\""),
        "`ohms` is not one of `volts`, `OHM`"
    );
}

#[test]
fn a_newtype_does_not_show_on_the_wire() {
    let nest = Nest(vec![Nest(Vec::new()), Nest(vec![Nest(Vec::new())])]);
    assert_eq!(serde_json::to_string(&nest).unwrap(), "[[],[[]]]");
    assert_eq!(read::<Nest>("[[],[[]]]"), nest);
}

#[test]
fn an_open_enum_is_shown_and_parsed_whatever_it_is() {
    for text in ["auto", "FIX", "other", ""] {
        let mode: Mode = text.parse().unwrap();
        assert_eq!(mode.to_string(), text);
        assert_eq!(
            matches!(mode, Mode::Other(_)),
            !["auto", "FIX"].contains(&text)
        );
    }
}

#[test]
fn a_newtype_converts_from_and_into_its_value() {
    let id = SessionId::from("a".to_owned());
    assert_eq!(id.to_string(), "a");
    assert_eq!(String::from(id), "a");
}

#[test]
fn an_enum_of_integers_is_one_of_them() {
    assert_eq!(read::<Level>("18446744073709551615"), Level::High);
    assert_eq!(Level::Low.to_string(), "1");
    assert_eq!(
        error::<Level>("2"),
        "`2` is not one of 1, 18446744073709551615"
    );
}

#[test]
fn an_open_enum_of_integers_keeps_those_of_its_type() {
    assert_eq!(read::<Signal>("-1"), Signal::Lost);
    assert_eq!(read::<Signal>("5"), Signal::Other(5));
    assert!(error::<Signal>("128").contains("128"));
}
