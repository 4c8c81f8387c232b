//! Numbers around the limits of `f32`, in every place that can hold an `f32`.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::Value;
use crate::codec::{Jrpc, Raw};
use crate::codegen::{Absent, EmptyList, arguments, newtype, record, tagged, union};

#[derive(Clone, Debug, PartialEq)]
struct Place {
    x: f32,
    y: Vec<f32>,
}

#[derive(Clone, Debug, PartialEq)]
struct Around {
    place: Place,
    height: Option<f32>,
}

#[derive(Clone, Debug, PartialEq)]
struct Arguments {
    x: f32,
}

#[derive(Clone, Debug, PartialEq)]
struct Meters(f32);

#[derive(Clone, Debug, PartialEq)]
struct Nothing {
    n: (),
}

#[derive(Clone, Debug, PartialEq)]
enum Number {
    Single(f32),
    Several(Vec<f32>),
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Place(Place),
    Empty,
}

record! { Place new(x: f32) { x: f32, y: Vec<f32> = EmptyList } }
record! { Around new(place: Place) { place as flat: Place, height: Option<f32> = Absent } }
arguments! { Arguments [positional] new(x: f32) { x: f32 } }
newtype! { Meters(f32) }
record! { Nothing new(n: ()) { n: () } }
union! { Number { Single(f32), Several(_) } }
tagged! { Shape: "kind" { Place(_) = "place", Empty = "empty" } }

#[test]
fn numbers_are_in_the_range_of_f32() {
    fn reads<T: DeserializeOwned>(before: &str, after: &str) {
        for (number, fits) in [
            ("3.4028235e38", true),
            ("-3.4028235e38", true),
            ("1e-300", true),
            ("18446744073709551615", true),
            ("3.5e38", false),
            ("-3.5e38", false),
            ("1e300", false),
            ("100000000000000000000000000000000000000000", false),
        ] {
            let json = format!("{before}{number}{after}");
            for raw in [
                Raw::json(&json),
                Raw::new(&Jrpc::default(), json.as_bytes()),
            ] {
                let read = raw.decode::<T>().map(|_| ());
                assert_eq!(read.is_ok(), fits, "{json}: {read:?}");
            }
        }
    }
    reads::<f32>("", "");
    reads::<Option<f32>>("", "");
    reads::<Vec<f32>>("[1, ", "]");
    reads::<(f32, bool)>("[", ", true]");
    reads::<BTreeMap<String, f32>>(r#"{"a": "#, "}");
    reads::<Vec<Option<BTreeMap<String, (f32,)>>>>(r#"[{"a": ["#, "]}]");
    reads::<Place>(r#"{"x": "#, "}");
    reads::<Place>(r#"{"x": 1, "y": ["#, "]}");
    reads::<Arguments>("[", "]");
    reads::<Arguments>(r#"{"x": "#, "}");
    reads::<Around>(r#"{"x": "#, "}");
    reads::<Meters>("", "");
    reads::<Number>("", "");
    reads::<Shape>(r#"{"kind": "place", "x": "#, "}");
    reads::<Shape>(r#"{"x": "#, r#", "kind": "place"}"#);
}

#[test]
fn f64_has_its_own_range() {
    let read = Raw::json("[1e300, 1e300]").decode::<(f64, Value)>();
    assert_eq!(read, Ok((1e300, Value::Float(1e300))));
}

#[test]
fn the_type_of_null_is_called_null() {
    fn refuses<T: DeserializeOwned>(before: &str, after: &str) {
        for (value, found) in [
            ("\"x\"", "string \"x\""),
            ("1", "integer `1`"),
            ("true", "boolean `true`"),
            ("[]", "sequence"),
            ("{}", "map"),
        ] {
            let expected = format!("invalid type: {found}, expected null");
            let text = format!("{before}{value}{after}");
            let direct = Raw::json(&text).decode::<T>().err().unwrap();
            assert!(direct.contains(&expected), "{direct}");
            let through_value: Value = serde_json::from_str(&text).unwrap();
            let converted = through_value.to::<T>().err().unwrap().to_string();
            assert!(converted.contains(&expected), "{converted}");
        }
    }
    refuses::<()>("", "");
    refuses::<Option<()>>("", "");
    refuses::<Vec<()>>("[null, ", "]");
    refuses::<(i64, ())>("[1, ", "]");
    refuses::<BTreeMap<String, Option<()>>>("{\"a\": ", "}");
    refuses::<Nothing>("{\"n\": ", "}");
}

#[test]
fn null_is_read_as_null() {
    assert_eq!(Raw::json("null").decode::<()>(), Ok(()));
    assert_eq!(Raw::json("[null]").decode::<Vec<()>>(), Ok(vec![()]));
    assert_eq!(Raw::json("{\"n\": null}").decode(), Ok(Nothing { n: () }));
}
