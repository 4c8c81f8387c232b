//! An API for a protocol that others defined, whose stub is a golden file that other tests compile
//! and run.

use super::layout::options;
use super::raises::{assert_golden, field, method, record, scalar};
use crate::model::{Api, Direction, Field, Literal, Method, Scalar, SendDefaults, Type, TypeId};
use crate::render::rust;
use crate::view::Sides;

#[test]
fn the_stub_of_a_lenient_api() {
    let text = rust(&api(), &options(Sides::Both, "lenient.yaml"));
    assert_golden("lenient.rs", text);
}

fn api() -> Api {
    let unit = Field {
        default: Some(Literal::Text("V".to_owned())),
        ..field("unit", scalar(Scalar::String))
    };
    let measure = Method {
        args: vec![field("channel", scalar(Scalar::I64)), unit.clone()],
        reply: Some(Type::Named(TypeId(0))),
        ..method("measure", Direction::Incoming)
    };
    let echo = Method {
        any_args: true,
        reply: Some(scalar(Scalar::Any)),
        ..method("echo", Direction::Both)
    };
    Api {
        name: "Lenient".to_owned(),
        inverted: "Strange".to_owned(),
        version: None,
        doc: None,
        types: vec![record(
            "Reading",
            vec![field("value", scalar(Scalar::F64)), unit],
        )],
        errors: Vec::new(),
        send_defaults: SendDefaults::Never,
        ignores_unknown_args: true,
        fault_code: Some(0),
        cancel: None,
        methods: vec![measure, echo, method("ping", Direction::Both)],
    }
}
