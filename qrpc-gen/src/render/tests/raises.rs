//! An API in which methods and fields use all features of the model, and whose stub is a golden
//! file that other tests compile and run.

use std::path::Path;
use std::time::Duration;

use super::layout::options;
use crate::model::{
    Api, Bound, Constraints, Direction, ErrorDef, ErrorId, Field, FieldForm, Literal, Method,
    Origin, Params, Record, Scalar, SendDefaults, Timeout, Type, TypeDef, TypeId, TypeKind,
};
use crate::render::rust;
use crate::view::Sides;

const READING: TypeId = TypeId(0);
const LIMITS: TypeId = TypeId(1);

#[test]
fn the_stub_of_all_that_methods_and_fields_can_say() {
    let text = rust(&api(), &options(Sides::Both, "raises.yaml"));
    assert_golden("raises.rs", text);
}

#[test]
fn the_same_where_defaults_are_sent() {
    let api = Api {
        types: vec![record("Reading", reading())],
        errors: Vec::new(),
        send_defaults: SendDefaults::Always,
        ignores_unknown_args: false,
        fault_code: None,
        cancel: None,
        methods: vec![old(), note()],
        ..api()
    };
    let text = rust(&api, &options(Sides::Both, "defaults.yaml"));
    assert_golden("defaults.rs", text);
}

pub(super) fn assert_golden(name: &str, text: String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new("../../../../tests/stubs"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_binary_snapshot!(name, text.into_bytes()));
}

fn api() -> Api {
    Api {
        name: "Bench".to_owned(),
        inverted: "Client".to_owned(),
        version: Some("2.1.0".to_owned()),
        doc: None,
        types: vec![
            record("Reading", reading()),
            record("Limits", every_constraint()),
        ],
        errors: errors(),
        send_defaults: SendDefaults::ExceptArguments,
        ignores_unknown_args: false,
        fault_code: None,
        cancel: None,
        methods: vec![measure(), set_limits(), old(), note(), reset()],
    }
}

pub(super) fn record(name: &str, fields: Vec<Field>) -> TypeDef {
    TypeDef {
        name: name.to_owned(),
        rust: name.to_owned(),
        origin: Origin::Spec,
        doc: None,
        deprecated: None,
        since: None,
        kind: TypeKind::Record(Record {
            fields,
            extends: Vec::new(),
        }),
    }
}

fn reading() -> Vec<Field> {
    let value = Field {
        constraints: Constraints {
            min: Some(Bound::Float(-0.5)),
            max: Some(Bound::Float(std::f64::consts::PI)),
            ..Constraints::default()
        },
        ..field("value", scalar(Scalar::F64))
    };
    let unit = Field {
        default: Some(Literal::Text("V".to_owned())),
        ..field("unit", scalar(Scalar::String))
    };
    vec![value, unit]
}

/// Returns a field for each type that constraints can apply to.
fn every_constraint() -> Vec<Field> {
    let number = Constraints {
        min: Some(Bound::Int(1)),
        max: Some(Bound::Int(60_000)),
        ..Constraints::default()
    };
    let length = Constraints {
        min_len: Some(1),
        max_len: Some(3),
        ..Constraints::default()
    };
    let text = Constraints {
        pattern: Some("^[a-z]+ä?$".to_owned()),
        ..length.clone()
    };
    let optional = |name: &str, ty, constraints: &Constraints| Field {
        default: Some(Literal::Null),
        constraints: constraints.clone(),
        ..field(name, Type::Optional(Box::new(ty)))
    };
    let list = Type::List(Box::new(scalar(Scalar::Null)));
    let map = Type::Map(Box::new(scalar(Scalar::Bool)));
    vec![
        optional("type", scalar(Scalar::U16), &number),
        optional("name", scalar(Scalar::String), &text),
        optional("raw", scalar(Scalar::Bytes), &length),
        optional("list", list, &length),
        optional("map", map, &length),
    ]
}

fn errors() -> Vec<ErrorDef> {
    let busy = ErrorDef {
        name: "busy".to_owned(),
        rust: "Busy".to_owned(),
        origin: Origin::Spec,
        doc: None,
        code: 1,
        message: "Somebody else measures.".to_owned(),
        data: vec![Field {
            constraints: Constraints {
                max_len: Some(8),
                ..Constraints::default()
            },
            ..field("by", scalar(Scalar::String))
        }],
    };
    let gone = ErrorDef {
        name: "gone".to_owned(),
        rust: "Gone".to_owned(),
        doc: Some("The meter was unplugged.".to_owned()),
        code: -32_099,
        message: "the meter is gone".to_owned(),
        data: Vec::new(),
        ..busy.clone()
    };
    let large = ErrorDef {
        name: "wrong".to_owned(),
        rust: "Wrong".to_owned(),
        doc: None,
        code: 3,
        message: "`limits` are wrong".to_owned(),
        data: vec![field("limits", Type::Named(LIMITS))],
        ..gone.clone()
    };
    vec![busy, gone, large]
}

fn measure() -> Method {
    let samples = Field {
        default: Some(Literal::Int(10)),
        constraints: Constraints {
            min: Some(Bound::Int(1)),
            max: Some(Bound::Int(1000)),
            ..Constraints::default()
        },
        ..field("samples", scalar(Scalar::U32))
    };
    Method {
        doc: Some("Measures.".to_owned()),
        args: vec![field("channel", scalar(Scalar::String)), samples],
        reply: Some(Type::Named(READING)),
        raises: vec![ErrorId(0), ErrorId(1)],
        error: Some("MeasureError".to_owned()),
        since: Some("2.0".to_owned()),
        ..method("measure", Direction::Incoming)
    }
}

fn set_limits() -> Method {
    Method {
        args: every_constraint(),
        any_args: false,
        args_record: Some(LIMITS),
        raises: vec![ErrorId(2)],
        error: Some("SetLimitsError".to_owned()),
        timeout: Some(Timeout::After(Duration::from_secs(5))),
        reply: Some(scalar(Scalar::Null)),
        ..method("set_limits", Direction::Both)
    }
}

fn old() -> Method {
    let default = |name: &str, value| Field {
        default: Some(Literal::Int(value)),
        ..field(name, scalar(Scalar::I64))
    };
    let x = field("x", scalar(Scalar::I64));
    Method {
        args: vec![x, default("y", 2), default("z", 3)],
        params: Params::ByPosition,
        reply: Some(scalar(Scalar::I64)),
        deprecated: Some("use `measure`,\nwhich says \"more\"".to_owned()),
        since: Some("1.0".to_owned()),
        ..method("old", Direction::Both)
    }
}

fn note() -> Method {
    Method {
        args: reading(),
        any_args: false,
        args_record: Some(READING),
        positional: true,
        ..method("note", Direction::Outgoing)
    }
}

fn reset() -> Method {
    Method {
        reply: Some(scalar(Scalar::Null)),
        raises: vec![ErrorId(1)],
        error: Some("ResetError".to_owned()),
        deprecated: Some(String::new()),
        ..method("reset", Direction::Incoming)
    }
}

pub(super) fn method(name: &str, direction: Direction) -> Method {
    Method {
        wire: name.to_owned(),
        rust: name.to_owned(),
        type_name: heck::ToUpperCamelCase::to_upper_camel_case(name),
        doc: None,
        direction,
        args: Vec::new(),
        any_args: false,
        args_record: None,
        params: Params::ByName,
        reply: None,
        raises: Vec::new(),
        error: None,
        positional: false,
        timeout: None,
        deprecated: None,
        since: None,
    }
}

pub(super) fn field(name: &str, ty: Type) -> Field {
    Field {
        wire: name.to_owned(),
        rust: match name {
            "type" => "r#type".to_owned(),
            name => name.to_owned(),
        },
        doc: None,
        ty,
        default: None,
        constraints: Constraints::default(),
        form: FieldForm::Member,
        deprecated: None,
        since: None,
    }
}

pub(super) fn scalar(scalar: Scalar) -> Type {
    Type::Scalar(scalar)
}
