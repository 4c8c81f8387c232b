//! Constants, and fields whose members stand beside the other fields.

use std::collections::BTreeMap;

use super::{error, read};
use crate::codegen::{Absent, EmptyMap, arguments, record, tagged, union};
use crate::{Bytes, Value};

#[derive(Clone, Debug, PartialEq)]
struct Place {
    x: i64,
    data: Bytes,
}

record! { Place new(x: i64) { x: i64, [__T1] data: Bytes = || Bytes::from([1]) } }

#[derive(Clone, Debug, PartialEq)]
struct Text {
    text: String,
}

record! { Text new([__T0] text: String) { [__T0] text: String } const { "type" = "text" } }

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Text(Text),
    Empty,
}

tagged! { Content: "kind" { Text(_) = "text", Empty = "empty" } }

#[derive(Clone, Debug, PartialEq)]
enum Either {
    Place(Place),
    Text(Text),
}

union! { Either [fields] { Place(_), Text(_) } }

#[derive(Clone, Debug, PartialEq)]
struct Block {
    id: i64,
    rest: BTreeMap<String, Value>,
    place: Place,
    content: Content,
}

record! {
    Block new(id: i64, place: Place, content: Content) {
        id: i64,
        rest as flat: BTreeMap<String, Value> = EmptyMap,
        place as flat: Place,
        content as flat: Content
    }
    const { "version" = 2, "final" = true, "next" = () }
}

#[derive(Clone, Debug, PartialEq)]
struct Show {
    id: i64,
    either: Either,
}

arguments! { Show new(id: i64, either: Either) { id: i64, either as flat: Either } }

#[derive(Clone, Debug, PartialEq)]
struct Maybe {
    place: Option<Place>,
}

record! { Maybe { place as flat: Option<Place> = Absent } }

fn block() -> Block {
    let rest = BTreeMap::from([("more".to_owned(), Value::from(5))]);
    let place = Place::new(1).data([7]);
    Block::new(3, place, Content::Text(Text::new("a"))).rest(rest)
}

const BLOCK: &str = r#"{"version":2,"final":true,"next":null,"id":3,"more":5,"x":1,"data":{"__bytes":"Bw=="},"kind":"text","type":"text","text":"a"}"#;

#[test]
fn members_of_flat_fields_stand_beside_the_others() {
    assert_eq!(serde_json::to_string(&block()).unwrap(), BLOCK);
}

#[test]
fn each_flat_field_takes_its_members_and_a_map_the_rest() {
    assert_eq!(read::<Block>(BLOCK), block());
}

#[test]
fn a_flat_union_takes_the_members_of_its_alternatives() {
    let show = read::<Show>(r#"{"text":"a","id":1,"type":"text"}"#);
    assert_eq!(show, Show::new(1, Either::Text(Text::new("a"))));
    let show = read::<Show>(r#"{"x":4,"id":1}"#);
    assert_eq!(show, Show::new(1, Either::Place(Place::new(4))));
}

#[test]
fn a_flat_field_may_be_absent() {
    assert_eq!(read::<Maybe>(r#"{"other":1}"#).place, None);
    assert_eq!(read::<Maybe>(r#"{"x":1}"#).place, Some(Place::new(1)));
    let none = Maybe::default();
    assert_eq!(serde_json::to_string(&none).unwrap(), "{}");
}

#[test]
fn a_constant_must_be_there() {
    assert_eq!(
        error::<Text>(r#"{"text":"a"}"#),
        r#"`type` is missing; it must be "text""#
    );
    assert_eq!(
        error::<Text>(r#"{"text":"a","type":"image"}"#),
        r#"`type` must be "text", not "image""#
    );
    assert_eq!(
        error::<Text>(r#"{"type":"text","text":"a","type":"text"}"#),
        "`type` is duplicated"
    );
    assert_eq!(
        error::<Block>(r#"{"version":1}"#),
        "`version` must be 2, not 1"
    );
}

#[test]
fn arguments_that_no_flat_field_knows_are_refused() {
    assert_eq!(
        error::<Show>(r#"{"id":1,"x":1,"other":2}"#),
        "unknown argument `other`; expected one of `id`"
    );
}

#[test]
fn the_errors_of_flat_fields_are_those_of_their_members() {
    assert_eq!(
        error::<Block>(r#"{"version":2,"final":true,"next":null,"id":1,"kind":"empty"}"#),
        "`x` is missing"
    );
    assert_eq!(error::<Block>(r#"{"x":1,"x":2}"#), "`x` is duplicated");
}

#[test]
fn a_flat_map_cannot_hide_a_field() {
    let rest = BTreeMap::from([("x".to_owned(), Value::from(5))]);
    let error = serde_json::to_string(&block().rest(rest)).unwrap_err();
    assert_eq!(error.to_string(), "the key `x` is also the name of a field");
}

#[derive(Clone, Debug, PartialEq)]
struct Tagged {
    labels: BTreeMap<String, Value>,
}

record! {
    Tagged { labels as flat: BTreeMap<String, Value> = EmptyMap }
    where { labels: min_len(1); }
}

#[test]
fn a_constraint_of_a_flat_field_names_the_field() {
    assert_eq!(
        error::<Tagged>("{}"),
        "`labels` must have at least 1 item, but has 0"
    );
}
