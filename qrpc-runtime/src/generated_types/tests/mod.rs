//! Tests of the macros, with types like those of a stub.

mod absent;
mod alternatives;
mod enums;
mod flat;
mod records;
mod tagged;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Value;

/// Reads `json` and returns the value. Checks that converting the value to JSON and back, and to a
/// [`Value`] and back, does not change it.
fn read<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str) -> T {
    let value = serde_json::from_str(json).unwrap();
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), value, "{text}");
    let open = Value::of(&value).unwrap();
    assert_eq!(open.to::<T>().unwrap(), value, "{open}");
    value
}

fn error<T: DeserializeOwned + Debug>(json: &str) -> String {
    let error = serde_json::from_str::<T>(json).unwrap_err().to_string();
    match error.split_once(" at line") {
        Some((error, _)) => error.to_owned(),
        None => error,
    }
}
