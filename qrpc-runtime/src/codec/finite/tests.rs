use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;

use super::write_json;
use crate::Value;

fn written<T: Serialize>(value: &T) -> Result<String, String> {
    let mut json = Vec::new();
    write_json(value, &mut json).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(json).unwrap())
}

#[derive(Serialize)]
struct Unit;

#[derive(Serialize)]
struct Newtype<T>(T);

#[derive(Serialize)]
struct Pair<T>(T, T);

#[derive(Serialize)]
struct Record<T> {
    first: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<T>,
}

#[derive(Serialize)]
struct Flat<T> {
    #[serde(flatten)]
    within: Record<T>,
}

#[derive(Serialize)]
enum Kinds<T> {
    Plain,
    One(T),
    Two(T, T),
    Named { value: T },
}

#[derive(Serialize)]
#[serde(tag = "kind")]
enum Tagged<T> {
    Named { value: T },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Untagged<T> {
    One(T),
}

/// Writes `value` in every position that a value can have, such as in a list or a map.
fn everywhere<T: Serialize + Copy>(value: T) -> Vec<Result<String, String>> {
    vec![
        written(&value),
        written(&Some(value)),
        written(&vec![Some(value)]),
        written(&[value]),
        written(&(1, value)),
        written(&BTreeMap::from([("key", value)])),
        written(&BTreeMap::from([("key", vec![(value, Unit)])])),
        written(&Newtype(value)),
        written(&Pair(value, value)),
        written(&Record {
            first: Some(value),
            second: None,
        }),
        written(&Flat {
            within: Record {
                first: None,
                second: Some(value),
            },
        }),
        written(&Kinds::One(value)),
        written(&Kinds::Two(value, value)),
        written(&Kinds::Named { value }),
        written(&Tagged::Named { value }),
        written(&Untagged::One(value)),
    ]
}

#[test]
fn numbers_that_json_cannot_carry_are_refused_wherever_they_stand() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for written in everywhere(number) {
            let error = written.unwrap_err();
            assert_eq!(
                error,
                format!("the number {number} is not finite, so it cannot be sent")
            );
        }
    }
    assert!(everywhere(f32::NAN).iter().all(Result::is_err));
    assert!(
        everywhere(i128::from(u64::MAX) + 1)
            .iter()
            .all(Result::is_err)
    );
    assert!(
        everywhere(i128::from(i64::MIN) - 1)
            .iter()
            .all(Result::is_err)
    );
    assert!(everywhere(u128::MAX).iter().all(Result::is_err));
}

#[test]
fn values_of_any_type_are_refused_likewise() {
    let large = Value::Int(i128::from(u64::MAX) + 1);
    for number in [Value::Float(f64::NAN), large] {
        let list = Value::List(vec![number.clone()]);
        let map = Value::from_iter([("key", list.clone())]);
        for value in [number, list, map] {
            assert!(written(&value).is_err());
        }
    }
}

#[test]
fn everything_else_is_written_as_serde_json_writes_it() {
    fn same<T: Serialize>(value: &T) {
        assert_eq!(
            written(value).unwrap(),
            serde_json::to_string(value).unwrap()
        );
    }
    for written in everywhere(1.5) {
        written.unwrap();
    }
    same(&(f64::MAX, f64::MIN_POSITIVE, -0.0, f32::MIN, 5.0));
    same(&(
        i128::from(u64::MAX),
        i128::from(i64::MIN),
        u128::from(u64::MAX),
    ));
    same(&(i8::MIN, i16::MIN, i32::MIN, i64::MIN));
    same(&(u8::MAX, u16::MAX, u32::MAX, u64::MAX));
    same(&(true, 'x', "text \" \u{1}", Unit, (), None::<u8>));
    same(&vec![Kinds::Plain, Kinds::One(1), Kinds::Two(1, 2)]);
    same(&BTreeMap::from([(1, Kinds::Named { value: "x" })]));
    same(&RawValue::from_string("{\"a\":[1.0,  2]}".to_owned()).unwrap());
    same(&std::net::Ipv4Addr::LOCALHOST);
}
