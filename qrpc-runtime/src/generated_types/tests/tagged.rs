//! Tagged unions.

use super::{error, read};
use crate::codegen::{record, tagged};
use crate::{Bytes, Value};

#[derive(Clone, Debug, PartialEq)]
struct Circle {
    radius: f64,
    data: Bytes,
}

record! { Circle new(radius: f64) { radius: f64, [__T1] data: Bytes = || Bytes::from([1]) } }

#[derive(Clone, Debug, PartialEq)]
struct Group {
    members: Vec<Shape>,
}

record! { Group { members: Vec<Shape> = crate::codegen::EmptyList } }

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Circle(Circle),
    Group(Box<Group>),
    Empty,
}

tagged! {
    Shape: "kind" {
        Circle(_) = "circle",
        Group(_) = "group",
        Empty = "empty",
    }
}

fn circle() -> Shape {
    let (radius, data) = (2.0, Bytes::from([7]));
    Shape::Circle(Circle { radius, data })
}

#[test]
fn the_tag_is_written_first_and_the_fields_beside_it() {
    assert_eq!(
        serde_json::to_string(&circle()).unwrap(),
        r#"{"kind":"circle","radius":2.0,"data":{"__bytes":"Bw=="}}"#
    );
    assert_eq!(
        serde_json::to_string(&Shape::Empty).unwrap(),
        r#"{"kind":"empty"}"#
    );
}

#[test]
fn the_tag_is_found_wherever_it_stands() {
    for json in [
        r#"{"kind":"circle","radius":2,"data":{"__bytes":"Bw=="}}"#,
        r#"{"radius":2,"kind":"circle","data":{"__bytes":"Bw=="}}"#,
        r#"{"data":{"__bytes":"Bw=="},"radius":2,"kind":"circle"}"#,
    ] {
        assert_eq!(read::<Shape>(json), circle());
    }
}

#[test]
fn shapes_hold_shapes() {
    let json = r#"{"members":[{"kind":"empty"},{"members":[],"kind":"group"}],"kind":"group"}"#;
    let inner = Shape::Group(Box::default());
    let members = vec![Shape::Empty, inner];
    assert_eq!(
        read::<Shape>(json),
        Shape::Group(Box::new(Group { members }))
    );
}

#[test]
fn unknown_fields_are_skipped_and_missing_ones_take_their_default() {
    let Shape::Circle(circle) = read(r#"{"new":[1],"kind":"circle","newer":{},"radius":1}"#) else {
        panic!("it is a circle");
    };
    assert_eq!(circle.data, Bytes::from([1]));
    assert_eq!(read::<Shape>(r#"{"kind":"empty","new":1}"#), Shape::Empty);
}

#[test]
fn an_open_value_may_be_one() {
    let value = Value::of(&circle()).unwrap();
    assert_eq!(value.to::<Shape>().unwrap(), circle());
}

#[test]
fn what_is_wrong_is_told() {
    assert_eq!(error::<Shape>("{}"), "`kind` is missing");
    assert_eq!(
        error::<Shape>(r#"{"kind":"square"}"#),
        "`kind` is `square`, which is not one of `circle`, `group`, `empty`"
    );
    assert_eq!(
        error::<Shape>(r#"{"kind":1}"#),
        "invalid type: integer `1`, expected one of `circle`, `group`, `empty` for `kind`"
    );
    assert_eq!(
        error::<Shape>(r#"{"kind":"circle"}"#),
        "`radius` is missing"
    );
    assert_eq!(
        error::<Shape>(r#"{"kind":"empty","kind":"circle"}"#),
        "`kind` is duplicated"
    );
    assert_eq!(
        error::<Shape>(r#"{"radius":1,"kind":"circle","radius":1}"#),
        "`radius` is duplicated"
    );
    assert_eq!(
        error::<Shape>(r#"{"radius":"x","kind":"circle"}"#),
        "invalid type: string \"x\", expected f64"
    );
}

#[derive(Clone, Debug, PartialEq)]
enum Source {
    Circle(Circle),
    Empty,
    Other(Value),
}

tagged! { Source: "kind" untagged Circle open Other { Circle(_) = "circle", Empty = "empty" } }

#[test]
fn the_variant_without_a_tag_is_read_and_written_without_it() {
    let json = r#"{"radius":2.0,"data":{"__bytes":"Bw=="}}"#;
    let (radius, data) = (2.0, Bytes::from([7]));
    let source = Source::Circle(Circle { radius, data });
    assert_eq!(read::<Source>(json), source);
    assert_eq!(serde_json::to_string(&source).unwrap(), json);
    assert_eq!(read::<Source>(r#"{"kind":"empty"}"#), Source::Empty);
    assert_eq!(error::<Source>("{}"), "`radius` is missing");
}

#[test]
fn an_object_with_an_unknown_tag_survives_a_round_trip() {
    let json = r#"{"a":1,"kind":"new","z":[2]}"#;
    let source: Source = read(json);
    assert!(matches!(source, Source::Other(_)));
    assert_eq!(serde_json::to_string(&source).unwrap(), json);
    let number: Source = read(r#"{"kind":1}"#);
    assert!(matches!(number, Source::Other(_)));
}
