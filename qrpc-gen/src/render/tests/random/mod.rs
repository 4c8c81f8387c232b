//! Random models of every shape that the checks accept.

mod said;
mod types;

use std::time::Duration;

use proptest::prelude::*;

use crate::model::{
    Api, Direction, Field, FieldForm, Literal, Method, Params, Scalar, SendDefaults, Timeout, Type,
    TypeId,
};

/// The ids of the types that every random API defines: a record, which contains itself, and a type
/// of each other kind.
const RECORD: TypeId = TypeId(0);
const ENUM: TypeId = TypeId(1);
const UNION: TypeId = TypeId(2);
const TAGGED: TypeId = TypeId(3);
const NEWTYPE: TypeId = TypeId(4);
const USED: TypeId = TypeId(5);

/// A strategy for any API that defines one type of each kind.
pub(super) fn api() -> impl Strategy<Value = Api> {
    let names = (camel(), camel());
    let docs = (proptest::option::of("[0-9.]{1,5}"), doc());
    let types = types::all();
    let methods = proptest::collection::vec(said::of_itself(method()), 0..6);
    let send_defaults = proptest::sample::select(vec![
        SendDefaults::ExceptArguments,
        SendDefaults::Always,
        SendDefaults::Never,
    ]);
    let errors = (said::errors(), send_defaults);
    let parts = (names, docs, types, errors, methods);
    parts.prop_map(
        |((name, inverted), (version, doc), types, errors, methods)| {
            let (errors, send_defaults) = errors;
            let methods = methods.into_iter();
            let methods = methods
                .map(|method| said::with_record(method, &types[RECORD.0]))
                .collect();
            Api {
                name,
                inverted,
                version,
                doc,
                types,
                errors,
                send_defaults,
                ignores_unknown_args: false,
                fault_code: None,
                cancel: None,
                methods,
            }
        },
    )
}

/// The name of a type: usually short, sometimes as long as a line allows.
fn camel() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[A-Z][a-z]{0,14}", 2 => "[A-Z][a-z]{14,30}", 1 => "[A-Z][a-z]{30,59}"]
}

/// The name of a field, a method or an argument. A digit at the end prevents it from being a
/// keyword.
fn snake() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z][a-z_]{0,10}[0-9]",
        2 => "[a-z][a-z_]{10,30}[0-9]",
        1 => "[a-z][a-z_]{30,58}[0-9]",
        1 => "r#(type|match|fn|async|gen|dyn)",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[ -~]{0,12}", 1 => "\\PC{0,80}", 1 => any::<String>()]
}

fn doc() -> impl Strategy<Value = Option<String>> {
    let line = prop_oneof![
        3 => "[ -~]{0,120}",
        1 => "[ \\t]*",
        1 => "\\PC{0,40}",
        1 => Just("*/ /* //! ///".to_owned()),
        1 => any::<String>(),
    ];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\u{2028}")];
    let lines = proptest::collection::vec((line, end), 0..4);
    let lines = lines.prop_map(|lines| {
        let lines = lines.into_iter().map(|(line, end)| line + end);
        lines.collect()
    });
    proptest::option::of(lines)
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![
        Just(Direction::Incoming),
        Just(Direction::Outgoing),
        Just(Direction::Both)
    ]
}

fn scalar() -> impl Strategy<Value = Type> {
    proptest::sample::select(vec![
        Scalar::Bool,
        Scalar::I8,
        Scalar::I64,
        Scalar::U64,
        Scalar::F32,
        Scalar::F64,
        Scalar::String,
        Scalar::Bytes,
        Scalar::Base64,
        Scalar::Any,
        Scalar::Null,
    ])
    .prop_map(Type::Scalar)
}

/// Any type made of built-in types and the types that the API defines.
fn ty() -> impl Strategy<Value = Type> {
    let leaf = prop_oneof![
        4 => scalar(),
        1 => Just(Type::Named(RECORD)),
        1 => Just(Type::Boxed(RECORD)),
        1 => Just(Type::Named(ENUM)),
        1 => proptest::sample::select(vec![UNION, TAGGED, NEWTYPE, USED]).prop_map(Type::Named),
    ];
    leaf.prop_recursive(4, 8, 1, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Type::Optional(inner.into())),
            inner.clone().prop_map(|inner| Type::Nullable(inner.into())),
            inner.clone().prop_map(|inner| Type::List(inner.into())),
            inner.prop_map(|inner| Type::Map(inner.into())),
        ]
    })
}

/// A value of the type. `None` for records and other named types except enums, so that values are
/// finite.
fn literal(ty: &Type) -> BoxedStrategy<Option<Literal>> {
    match ty {
        Type::Scalar(scalar) => scalar_literal(*scalar).prop_map(Some).boxed(),
        Type::Optional(inner) | Type::Nullable(inner) => {
            prop_oneof![literal(inner), Just(Some(Literal::Null))].boxed()
        }
        Type::List(inner) => proptest::collection::vec(literal(inner), 0..4)
            .prop_map(|items| items.into_iter().collect::<Option<_>>().map(Literal::List))
            .boxed(),
        Type::Map(inner) => proptest::collection::vec((text(), literal(inner)), 0..4)
            .prop_map(|entries| {
                let entries = entries.into_iter().map(|(key, value)| Some((key, value?)));
                entries.collect::<Option<_>>().map(Literal::Map)
            })
            .boxed(),
        Type::Tuple(items) => items
            .iter()
            .map(literal)
            .collect::<Vec<_>>()
            .prop_map(|items| items.into_iter().collect::<Option<_>>().map(Literal::Tuple))
            .boxed(),
        Type::Named(ENUM) => Just(Some(Literal::Enum(ENUM, 0))).boxed(),
        Type::Named(_) | Type::Boxed(_) => Just(None).boxed(),
    }
}

fn scalar_literal(scalar: Scalar) -> BoxedStrategy<Literal> {
    match scalar {
        Scalar::Bool => any::<bool>().prop_map(Literal::Bool).boxed(),
        Scalar::I8 => any::<i8>()
            .prop_map(|value| Literal::Int(value.into()))
            .boxed(),
        Scalar::U64 => any::<u64>()
            .prop_map(|value| Literal::Int(value.into()))
            .boxed(),
        Scalar::F32 => any::<f32>()
            .prop_map(|value| Literal::Float(value.into()))
            .boxed(),
        Scalar::F64 => any::<f64>().prop_map(Literal::Float).boxed(),
        Scalar::String => text().prop_map(Literal::Text).boxed(),
        Scalar::Bytes | Scalar::Base64 => any::<Vec<u8>>().prop_map(Literal::Bytes).boxed(),
        Scalar::Null => Just(Literal::Null).boxed(),
        _ => any::<i64>()
            .prop_map(|value| Literal::Int(value.into()))
            .boxed(),
    }
}

fn field() -> impl Strategy<Value = Field> {
    let typed = ty().prop_flat_map(|ty| (literal(&ty), Just(ty)));
    let said = (any::<bool>(), said::constraints(), form());
    (snake(), text(), doc(), typed, said).prop_map(
        |(rust, wire, doc, (default, ty), (preset, constraints, form))| Field {
            wire,
            rust,
            doc,
            default: default.filter(|_| preset),
            constraints,
            form,
            deprecated: None,
            since: None,
            ty,
        },
    )
}

fn form() -> impl Strategy<Value = FieldForm> {
    let literal = prop_oneof![
        text().prop_map(Literal::Text),
        any::<i64>().prop_map(|value| Literal::Int(value.into())),
        any::<bool>().prop_map(Literal::Bool),
        Just(Literal::Null),
    ];
    prop_oneof![
        6 => Just(FieldForm::Member),
        1 => Just(FieldForm::Flat),
        1 => literal.prop_map(FieldForm::Const),
    ]
}

fn fields() -> impl Strategy<Value = Vec<Field>> {
    prop_oneof![
        4 => proptest::collection::vec(field(), 0..4),
        1 => proptest::collection::vec(field(), 4..14),
    ]
}

fn method() -> impl Strategy<Value = Method> {
    // rustfmt measures the width of this name. The version of Unicode in rustfmt differs from the
    // version in the crates here, so this name has only characters with the same width in both
    // versions.
    let wire = prop_oneof![4 => "[ -~]{0,60}", 1 => "[ -~äßñΩдλ测量]{0,50}"];
    let names = (wire, snake(), camel());
    let timeout = prop_oneof![
        4 => (0u64..10_000_000).prop_map(|millis| Timeout::After(Duration::from_millis(millis))),
        1 => Just(Timeout::Never),
    ];
    let timeout = proptest::option::of(timeout);
    let reply = proptest::option::of(ty());
    (
        names,
        doc(),
        direction(),
        fields(),
        reply,
        any::<bool>(),
        timeout,
    )
        .prop_map(
            |((wire, rust, type_name), doc, direction, args, reply, positional, timeout)| Method {
                wire,
                rust,
                type_name,
                doc,
                direction,
                args,
                any_args: false,
                args_record: None,
                params: Params::ByName,
                reply,
                raises: Vec::new(),
                error: None,
                positional,
                timeout,
                deprecated: None,
                since: None,
            },
        )
}
