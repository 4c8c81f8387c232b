//! Tests a stub that never sends defaults and ignores unknown arguments.

use qrpc_runtime::Value;
use qrpc_runtime::codegen::Serialize;
use stubs_2024::files::lenient::{Reading, args};

fn wire(value: &impl Serialize) -> String {
    Value::of(value).unwrap().to_string()
}

#[test]
fn fields_that_equal_their_default_are_left_out() {
    assert_eq!(wire(&Reading::new(1.5)), r#"{"value":1.5}"#);
    assert_eq!(
        wire(&Reading::new(1.5).unit("A")),
        r#"{"value":1.5,"unit":"A"}"#
    );
    assert_eq!(wire(&args::Measure::new(1)), r#"{"channel":1}"#);
}

#[test]
fn unknown_arguments_are_ignored() {
    let value = Value::from_iter([("channel", 1), ("other", 2)]);
    let args: args::Measure = value.to().unwrap();
    assert_eq!(args, args::Measure::new(1));
}
