//! Values of every kind of type as they are on the wire.

use crate::stub::{
    Answer, Chain, Circle, Either, Event, Framed, Json, JsonValue, Key, Level, Mode, Pair,
    Presence, Request, Shape, Step, Tree, args,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads the JSON as a `T`, and writes it again.
fn read_and_written<T: Serialize + DeserializeOwned>(json: &str) -> String {
    match serde_json::from_str::<T>(json) {
        Ok(value) => serde_json::to_string(&value).expect("it is JSON"),
        Err(error) => format!("error: {error}"),
    }
}

macro_rules! table {
    ($($name:ident: $ty:ty { $($json:literal => $written:literal,)* })*) => {
        $(#[test]
        fn $name() {
            $(assert_eq!(read_and_written::<$ty>($json), $written, "from {}", $json);)*
        })*
    };
}

table! {
    open_enums_keep_what_they_do_not_know: Mode {
        r#""auto""# => r#""auto""#,
        r#""FIX""# => r#""FIX""#,
        r#""fixed""# => r#""fixed""#,
    }
    closed_enums_of_integers_refuse_other_numbers: Level {
        "1" => "1",
        "3" => "error: `3` is not one of 1, 2",
        r#""1""# => r#"error: invalid type: string "1", expected u8 at line 1 column 3"#,
    }
    open_enums_of_integers_keep_other_numbers: Step {
        "-1" => "-1",
        "7" => "7",
    }
    strings_and_null_are_alternatives: Answer {
        r#""yes""# => r#""yes""#,
        "0.5" => "0.5",
        "null" => "null",
        r#""maybe""# => "error: string \"maybe\" does not match any of \"yes\", \"no\", `Number`, null",
    }
    the_first_record_that_fits_is_chosen: Either {
        r#"{"side":1,"name":"a"}"# => r#"{"name":"a","side":1.0,"corner":[0.0,0.0]}"#,
        r#"{"name":"a","label":null,"radius":2}"# => r#"{"name":"a","radius":2.0}"#,
    }
    the_tag_may_be_anywhere: Shape {
        r#"{"name":"a","radius":2,"kind":"circle"}"# => r#"{"kind":"circle","name":"a","radius":2.0}"#,
        r#"{"kind":"empty"}"# => r#"{"kind":"empty"}"#,
        r#"{"kind":"group","members":[{"kind":"empty"}],"frame":{"kind":"empty"},"key":"k"}"#
            => r#"{"kind":"group","members":[{"kind":"empty"}],"frame":{"kind":"empty"},"key":"k"}"#,
    }
    constants_are_written_and_checked: Request {
        r#"{"version":2,"kind":"request","jsonrpc":"2.0","more":[1]}"#
            => r#"{"jsonrpc":"2.0","kind":"request","version":2,"id":0,"more":[1]}"#,
        r#"{"version":2,"kind":"reply","jsonrpc":"2.0"}"#
            => r#"error: `kind` must be "request", not "reply" at line 1 column 27"#,
        r#"{"version":2,"kind":"request"}"# => "error: `jsonrpc` is missing; it must be \"2.0\" at line 1 column 30",
    }
    flat_fields_stand_beside_the_others: Framed {
        r#"{"type":"started","at":5,"name":"a","title":"t","unknown":1}"#
            => r#"{"title":"t","name":"a","type":"started","at":5}"#,
        r#"{"name":"a","label":"b","text":"c"}"#
            => r#"{"title":"","name":"a","label":"b","text":"c"}"#,
    }
    open_unions_keep_what_they_do_not_know: Event {
        r#"{"type":"later","how":[null]}"# => r#"{"type":"later","how":[null]}"#,
        r#"{"type":"ended"}"# => r#"{"type":"ended"}"#,
        r#"{"text":"a"}"# => r#"{"text":"a"}"#,
    }
    arguments_may_be_flat_or_constant: args::Forms {
        r#"{"op":"forms","framed":{"name":"a","text":"b"},"name":"c"}"#
            => r#"{"op":"forms","framed":{"title":"","name":"a","text":"b"},"name":"c"}"#,
    }
    bytes_are_an_object_or_plain_base64: args::Bytes {
        r#"{"image":"AAH/","many":["AQ==",5],"raw":{"__bytes":"AQ=="},"call":"a","calls":[1,"1"]}"#
            => r#"{"image":"AAH/","many":["AQ==",5],"raw":{"__bytes":"AQ=="},"call":"a","calls":[1,"1"]}"#,
        r#"{"blob":"AQ"}"#
            => "error: the base64 string for bytes is invalid: Invalid padding at line 1 column 12",
        r#"{"call":1.5}"#
            => "error: invalid type: floating point `1.5`, expected an id: an integer or a string at line 1 column 11",
        r#"{"calls":[null]}"#
            => "error: invalid type: null, expected an id: an integer or a string at line 1 column 14",
    }
    json_is_a_type: Json {
        r#"{"a":[1,"b",null,true,{}]}"# => r#"{"a":[1.0,"b",null,true,{}]}"#,
        "null" => "null",
    }
    lists_of_themselves_are_a_type: Tree {
        "[[],[[]]]" => "[[],[[]]]",
    }
    recursion_goes_through_aliases: Chain {
        r#"{"next":{"next":null,"text":"b"}}"# => r#"{"next":{"next":null,"text":"b"},"text":""}"#,
    }
    recursion_goes_through_tuples: Pair {
        r#"{"both":[null,{"both":[null,null],"weight":2}]}"#
            => r#"{"both":[null,{"both":[null,null],"weight":2}],"weight":1}"#,
    }
    absent_is_not_null: Presence {
        r#"{"nullable":null}"# => r#"{"nullable":null,"given":"x","listed":[]}"#,
        r#"{"nullable":null,"optional":null,"both":null,"given":null,"listed":[null]}"#
            => r#"{"nullable":null,"both":null,"given":null,"listed":[null]}"#,
        r#"{"nullable":"a","optional":"b","both":"c","given":"d"}"#
            => r#"{"optional":"b","nullable":"a","both":"c","given":"d","listed":[]}"#,
        "{}" => "error: `nullable` is missing at line 1 column 2",
    }
    arguments_are_left_out_where_absence_says_the_same: args::Presence {
        r#"{"nullable":null,"given":"x"}"# => r#"{"nullable":null}"#,
        r#"{"nullable":null,"given":null,"both":null}"# => r#"{"nullable":null,"both":null,"given":null}"#,
    }
    by_position_a_trailing_run_is_left_out: args::Points {
        "[[1,2]]" => "[[1.0,2.0]]",
        "[[1,2],[1,2],\"note\"]" => "[[1.0,2.0],[1.0,2.0],\"note\"]",
        "[[1,2],[3,4],null]" => "[[1.0,2.0],[3.0,4.0]]",
    }
    defaults_of_every_kind_are_left_out: args::Unions {
        r#"{"key":"k","answer":"yes","inline":"all","many":[true,"b"],"either":null}"# => "{}",
        r#"{"key":1,"answer":5,"inline":3,"many":[]}"#
            => r#"{"key":1,"answer":5.0,"inline":3,"many":[]}"#,
    }
    a_default_may_be_a_variant: args::Shapes {
        r#"{"shape":{"kind":"circle","name":"unit","radius":1},"others":[{"kind":"empty"}]}"# => "{}",
    }
}

#[test]
fn constraints_hold_within_unions_and_variants() {
    let wrong = serde_json::from_str::<Shape>(r#"{"kind":"circle","name":"a","radius":-1}"#);
    let error = wrong.unwrap_err().to_string();
    assert!(error.contains("`radius` must be at least 0"), "{error}");
    let circle = Circle::new("a".into(), -1.0);
    let error = serde_json::to_string(&Shape::Circle(circle)).unwrap_err();
    assert!(error.to_string().contains("must be at least 0"), "{error}");
}

#[test]
fn values_convert_to_the_alternative_that_holds_them() {
    assert_eq!(Key::from(5), Key::I64(5));
    assert_eq!(JsonValue::from(true), JsonValue::Bool(true));
}
