//! Tests of the accessors of values.

use super::{Bytes, Map, Value};

/// Returns the names of the accessors that return a result for `value`.
fn answering(value: &Value) -> Vec<&'static str> {
    let accessors = [
        ("null", value.is_null()),
        ("bool", value.as_bool().is_some()),
        ("i64", value.as_i64().is_some()),
        ("u64", value.as_u64().is_some()),
        ("f64", value.as_f64().is_some()),
        ("str", value.as_str().is_some()),
        ("bytes", value.as_bytes().is_some()),
        ("list", value.as_list().is_some()),
        ("map", value.as_map().is_some()),
    ];
    let answering = accessors.iter().filter(|(_, answers)| *answers);
    answering.map(|(name, _)| *name).collect()
}

#[test]
fn accessors_return_what_the_value_is() {
    for (value, expected) in [
        (Value::Null, &["null"][..]),
        (Value::from(false), &["bool"]),
        (Value::from(5), &["i64", "u64", "f64"]),
        (Value::from(-5), &["i64", "f64"]),
        (Value::from(u64::MAX), &["u64", "f64"]),
        (Value::Int(i128::MAX), &["f64"]),
        (Value::from(5.0), &["f64"]),
        (Value::from("5"), &["str"]),
        (Value::from(Bytes::from([5])), &["bytes"]),
        (Value::from(vec![Value::Null]), &["list"]),
        (Value::from_iter([("5", 5)]), &["map"]),
    ] {
        assert_eq!(answering(&value), expected, "{value}");
    }
}

#[test]
fn entries_and_items_are_found_by_key_and_position() {
    let map = Value::from_iter([("a", 1), ("0", 2)]);
    let list = Value::from(vec![Value::from(3)]);
    let (one, two, three) = (Value::from(1), Value::from(2), Value::from(3));
    assert_eq!(map.get("a"), Some(&one));
    assert_eq!(map.get(String::from("0")), Some(&two));
    let key = String::from("a");
    assert_eq!((map.get(&key), key.len()), (Some(&one), 1));
    assert_eq!(list.get(0), Some(&three));
    assert_eq!((map.get(0), map.get("b")), (None, None));
    assert_eq!((list.get(1), list.get("0")), (None, None));
    assert_eq!(Value::from("a").get(0), None);
}

#[test]
fn a_map_keeps_the_order_of_its_entries() {
    let json = r#"{"z":1,"a":{"c":2,"b":3}}"#;
    let value: Value = serde_json::from_str(json).unwrap();
    assert_eq!(value.to_string(), json);
    assert_eq!(Value::of(&value).unwrap().to_string(), json);
}

#[test]
fn maps_are_equal_in_whatever_order() {
    let map = Map::from_iter([("a", 1), ("b", 2)]);
    assert_eq!(map, Map::from_iter([("b", 2), ("a", 1)]));
    assert_ne!(map, Map::from_iter([("a", 1)]));
}

#[test]
fn the_order_stays_when_an_entry_is_removed() {
    let mut map = Map::from_iter([("a", 1), ("b", 2), ("c", 3)]);
    assert_eq!(map.remove("a"), Some(Value::from(1)));
    assert_eq!(map.insert("a", 4), None);
    assert_eq!(map.keys().collect::<Vec<_>>(), ["b", "c", "a"]);
}
