//! An API with every kind of named type, whose stub is a golden file that other tests compile and
//! run.

use super::layout::options;
use super::raises::{assert_golden, field, method, record, scalar};
use crate::model::{
    Alias, Alternative, AlternativeKind, Api, Direction, Enum, EnumValue, Field, FieldForm,
    Literal, Origin, Record, Scalar, SendDefaults, Tagged, Timeout, Type, TypeDef, TypeId,
    TypeKind, Union, Variant,
};
use crate::render::rust;
use crate::view::Sides;

const CIRCLE: TypeId = TypeId(0);
const GROUP: TypeId = TypeId(1);
const SHAPE: TypeId = TypeId(2);
const SETTING: TypeId = TypeId(3);
const MODE: TypeId = TypeId(4);
const SESSION: TypeId = TypeId(5);
const STAMP: TypeId = TypeId(9);
const USED: TypeId = TypeId(11);
const LEVEL: TypeId = TypeId(13);
const SOURCE: TypeId = TypeId(16);
const EITHER: TypeId = TypeId(17);
const OLD: usize = 18;

#[test]
fn the_stub_of_every_kind_of_type() {
    let text = rust(&api(), &options(Sides::Both, "shapes.yaml"));
    assert_golden("shapes.rs", text);
}

fn api() -> Api {
    let draw = vec![
        field("shape", Type::Named(SHAPE)),
        field("session", Type::Named(SESSION)),
        preset("mode", Type::Named(MODE), Literal::Enum(MODE, 1)),
        preset("setting", Type::Named(SETTING), auto()),
        preset("level", Type::Named(LEVEL), Literal::Enum(LEVEL, 1)),
    ];
    let mut draw = method_with("draw", draw);
    draw.timeout = Some(Timeout::Never);
    draw.reply = Some(Type::List(Box::new(Type::Named(SHAPE))));
    let note = vec![
        field("used", Type::Named(USED)),
        field("at", Type::Named(STAMP)),
    ];
    Api {
        name: "Board".to_owned(),
        inverted: "Pen".to_owned(),
        version: None,
        doc: None,
        types: types(),
        errors: Vec::new(),
        send_defaults: SendDefaults::ExceptArguments,
        ignores_unknown_args: false,
        fault_code: None,
        cancel: None,
        methods: vec![draw, method_with("note", note)],
    }
}

fn method_with(name: &str, args: Vec<Field>) -> crate::model::Method {
    crate::model::Method {
        args,
        ..method(name, Direction::Incoming)
    }
}

fn types() -> Vec<TypeDef> {
    let list = |id| Type::List(Box::new(Type::Named(id)));
    let members = preset("members", list(SHAPE), Literal::List(Vec::new()));
    let log = vec![
        preset("at", list(STAMP), Literal::List(Vec::new())),
        field("last", Type::Named(STAMP)),
    ];
    let mut used = def(
        "Reading",
        TypeKind::Record(Record {
            fields: vec![field("value", scalar(Scalar::F64))],
            extends: Vec::new(),
        }),
    );
    used.origin = Origin::Used("super::raises".to_owned());
    vec![
        record("Circle", vec![field("radius", scalar(Scalar::F64))]),
        record("Group", vec![members]),
        def("Shape", shape()),
        def("Setting", setting()),
        def("Mode", mode()),
        newtype("SessionId", scalar(Scalar::String)),
        newtype("Count", scalar(Scalar::U32)),
        newtype("Nest", list(TypeId(7))),
        newtype("Ratio", scalar(Scalar::F64)),
        def("Stamp", TypeKind::Foreign("::std::net::IpAddr".to_owned())),
        record("Log", log),
        used,
        record("Page", states()),
        def("Level", numbers(None)),
        def("Signal", numbers(Some("Other".to_owned()))),
        record("Block", block()),
        def("Source", source()),
        def("Either", either()),
        old(record(
            "Old",
            vec![aged(field("kept", scalar(Scalar::I64)))],
        )),
        old(def("OldShape", shape())),
        old(def("OldMode", mode())),
        old(def("OldSetting", either())),
        old(newtype("OldCount", scalar(Scalar::U32))),
        record("Keeper", keeper()),
    ]
}

/// Returns fields of every `FieldForm`: constants, a member, and flat fields.
fn block() -> Vec<Field> {
    let formed = |form, field| Field { form, ..field };
    let constant =
        |name: &str, value| formed(FieldForm::Const(value), field(name, scalar(Scalar::Any)));
    let any = Type::Map(Box::new(scalar(Scalar::Any)));
    vec![
        constant("version", Literal::Int(2)),
        constant("type", Literal::Text("block".to_owned())),
        constant("next", Literal::Null),
        field("id", scalar(Scalar::I64)),
        formed(
            FieldForm::Flat,
            preset("more", any, Literal::Map(Vec::new())),
        ),
        formed(FieldForm::Flat, field("source", Type::Named(SOURCE))),
        formed(FieldForm::Flat, field("either", Type::Named(EITHER))),
    ]
}

fn old(def: TypeDef) -> TypeDef {
    TypeDef {
        deprecated: Some("Use the new one.".to_owned()),
        since: Some("1.2".to_owned()),
        ..def
    }
}

fn aged(field: Field) -> Field {
    Field {
        deprecated: Some(String::new()),
        since: Some("1.1".to_owned()),
        ..field
    }
}

/// Returns fields whose types are deprecated.
fn keeper() -> Vec<Field> {
    let types = ["old", "shape", "mode", "setting", "count"]
        .into_iter()
        .zip(OLD..);
    let fields = types.map(|(name, id)| field(name, Type::Named(TypeId(id))));
    let list = Type::List(Box::new(Type::Named(TypeId(OLD))));
    let list = preset("list", list, Literal::List(Vec::new()));
    fields.chain([aged(list)]).collect()
}

/// Returns an open tagged union in which one variant has no tag on the wire.
fn source() -> TypeKind {
    let TypeKind::Tagged(mut source) = shape() else {
        unreachable!("shapes are tagged");
    };
    source.tag = "sort".to_owned();
    source.untagged = Some(0);
    source.open = Some("Other".to_owned());
    source.variants.remove(1);
    TypeKind::Tagged(source)
}

/// Returns a union of records.
fn either() -> TypeKind {
    let alternatives = [("Group", GROUP), ("Reading", USED)];
    let alternatives = alternatives.map(|(rust, id)| Alternative {
        rust: rust.to_owned(),
        doc: None,
        kind: AlternativeKind::Type(Type::Named(id)),
    });
    TypeKind::Union(Union {
        alternatives: alternatives.into(),
    })
}

/// Returns a field for each way in which a value can be absent or null.
fn states() -> Vec<Field> {
    let nullable = || Type::Nullable(Box::new(scalar(Scalar::I64)));
    let optional = |ty| Type::Optional(Box::new(ty));
    vec![
        preset("plain", optional(scalar(Scalar::I64)), Literal::Null),
        preset("preset", optional(scalar(Scalar::I64)), Literal::Int(5)),
        field("nullable", nullable()),
        preset("three", optional(nullable()), Literal::Null),
        preset("nullable_preset", nullable(), Literal::Null),
    ]
}

fn shape() -> TypeKind {
    let variant = |wire: &str, rust: &str, record| Variant {
        wire: wire.to_owned(),
        rust: rust.to_owned(),
        doc: None,
        record,
    };
    let round = Variant {
        doc: Some("A round one.".to_owned()),
        ..variant("circle", "Circle", Some(Type::Named(CIRCLE)))
    };
    let group = variant("group", "Group", Some(Type::Boxed(GROUP)));
    TypeKind::Tagged(Tagged {
        tag: "kind".to_owned(),
        variants: vec![round, group, variant("nothing", "Nothing", None)],
        untagged: None,
        open: None,
    })
}

fn setting() -> TypeKind {
    let text = |text: &str| AlternativeKind::Text(text.to_owned());
    let of = AlternativeKind::Type;
    let alternatives = [
        ("Auto", text("auto")),
        ("Flag", of(scalar(Scalar::Bool))),
        ("Whole", of(scalar(Scalar::I64))),
        ("Text", of(scalar(Scalar::String))),
        ("Circle", of(Type::Named(CIRCLE))),
        ("List", of(Type::List(Box::new(Type::Named(SETTING))))),
        ("Nothing", of(scalar(Scalar::Null))),
    ];
    let alternatives = alternatives.map(|(rust, kind)| Alternative {
        rust: rust.to_owned(),
        doc: None,
        kind,
    });
    TypeKind::Union(Union {
        alternatives: alternatives.into(),
    })
}

fn auto() -> Literal {
    let text = Literal::Text("auto".to_owned());
    Literal::Union(SETTING, 0, Box::new(text))
}

fn mode() -> TypeKind {
    let value = |wire: &str, rust: &str| EnumValue {
        wire: wire.to_owned(),
        rust: rust.to_owned(),
        doc: None,
    };
    TypeKind::Enum(Enum {
        of: None,
        values: vec![value("auto", "Auto"), value("FIX", "Fixed")],
        open: Some("Other".to_owned()),
    })
}

fn numbers(open: Option<String>) -> TypeKind {
    let value = |wire: &str, rust: &str| EnumValue {
        wire: wire.to_owned(),
        rust: rust.to_owned(),
        doc: None,
    };
    TypeKind::Enum(Enum {
        of: Some(Scalar::I32),
        values: vec![value("-1", "Low"), value("10000", "High")],
        open,
    })
}

fn newtype(name: &str, ty: Type) -> TypeDef {
    def(name, TypeKind::Alias(Alias { ty, newtype: true }))
}

fn def(name: &str, kind: TypeKind) -> TypeDef {
    TypeDef {
        kind,
        ..record(name, Vec::new())
    }
}

fn preset(name: &str, ty: Type, default: Literal) -> Field {
    Field {
        default: Some(default),
        ..field(name, ty)
    }
}
