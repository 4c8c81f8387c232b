//! An API with every construct of the language. The inverted side sends all values, except a reply
//! and an error.

use qrpc_gen::model::{
    Alias, Alternative, AlternativeKind, Api, Bound, Cancel, Constraints, Direction, Enum,
    EnumValue, ErrorDef, ErrorId, Field, FieldForm, Literal, Method, Origin, Params, Record,
    Scalar, SendDefaults, Tagged, Type, TypeDef, TypeId, TypeKind, Union, Variant,
};

pub(crate) const INT: Type = Type::Scalar(Scalar::I32);
pub(crate) const TEXT: Type = Type::Scalar(Scalar::String);

pub(crate) fn base() -> Api {
    Api {
        name: "Row".into(),
        inverted: "RowInverted".into(),
        version: None,
        doc: None,
        types: types(),
        errors: vec![error("Busy", 1, vec![field("by", TEXT)])],
        send_defaults: SendDefaults::ExceptArguments,
        ignores_unknown_args: false,
        fault_code: None,
        cancel: None,
        methods: vec![method()],
    }
}

fn types() -> Vec<TypeDef> {
    let record = Record {
        fields: vec![field("n", INT), with_default("m", 5)],
        extends: Vec::new(),
    };
    let values = || ["a", "b"].map(value).into();
    let (closed, open) = (None, Some("Other".to_owned()));
    let alternative = |rust: &str, kind| Alternative {
        rust: rust.into(),
        doc: None,
        kind,
    };
    let union = Union {
        alternatives: vec![
            alternative("Int", AlternativeKind::Type(INT)),
            alternative("Auto", AlternativeKind::Text("auto".into())),
        ],
    };
    let tagged = Tagged {
        tag: "kind".into(),
        variants: vec![variant("c", Some(0)), variant("e", None)],
        untagged: None,
        open: None,
    };
    let alias = Alias {
        ty: Type::List(Box::new(INT)),
        newtype: false,
    };
    vec![
        def("R", TypeKind::Record(record)),
        def(
            "E",
            TypeKind::Enum(Enum {
                of: None,
                values: values(),
                open: closed,
            }),
        ),
        def(
            "O",
            TypeKind::Enum(Enum {
                of: None,
                values: values(),
                open,
            }),
        ),
        def("U", TypeKind::Union(union)),
        def("T", TypeKind::Tagged(tagged)),
        def("A", TypeKind::Alias(alias)),
        def("F", TypeKind::Foreign("::f::F".into())),
    ]
}

fn method() -> Method {
    let mut args: Vec<Field> = types()
        .iter()
        .enumerate()
        .map(|(place, def)| field(&def.name.to_lowercase(), Type::Named(TypeId(place))))
        .collect();
    args.push(Field {
        constraints: Constraints {
            min: Some(Bound::Int(0)),
            max: Some(Bound::Int(9)),
            min_len: Some(1),
            max_len: Some(2),
            pattern: Some("a".into()),
        },
        ..with_default("n", 5)
    });
    Method {
        wire: "ask".into(),
        rust: "ask".into(),
        type_name: "Ask".into(),
        doc: None,
        direction: Direction::Incoming,
        args,
        any_args: false,
        args_record: None,
        params: Params::ByName,
        reply: Some(TEXT),
        raises: vec![ErrorId(0)],
        error: Some("AskError".into()),
        positional: false,
        timeout: None,
        deprecated: None,
        since: None,
    }
}

pub(crate) fn field(name: &str, ty: Type) -> Field {
    Field {
        wire: name.into(),
        rust: name.into(),
        doc: None,
        ty,
        default: None,
        constraints: Constraints::default(),
        form: FieldForm::Member,
        deprecated: None,
        since: None,
    }
}

pub(crate) fn with_default(name: &str, default: i128) -> Field {
    Field {
        default: Some(Literal::Int(default)),
        ..field(name, INT)
    }
}

pub(crate) fn def(name: &str, kind: TypeKind) -> TypeDef {
    TypeDef {
        name: name.into(),
        rust: name.into(),
        origin: Origin::Spec,
        doc: None,
        deprecated: None,
        since: None,
        kind,
    }
}

pub(crate) fn error(name: &str, code: i64, data: Vec<Field>) -> ErrorDef {
    ErrorDef {
        name: name.into(),
        rust: name.into(),
        origin: Origin::Spec,
        doc: None,
        code,
        message: name.into(),
        data,
    }
}

pub(crate) fn cancel() -> Cancel {
    Cancel {
        method: "stop".into(),
        id: "id".into(),
        error: None,
    }
}

pub(crate) fn value(text: &str) -> EnumValue {
    EnumValue {
        wire: text.into(),
        rust: text.to_uppercase(),
        doc: None,
    }
}

pub(crate) fn variant(text: &str, record: Option<usize>) -> Variant {
    Variant {
        wire: text.into(),
        rust: text.to_uppercase(),
        doc: None,
        record: record.map(|place| Type::Named(TypeId(place))),
    }
}

/// Returns the method that changes are made to.
pub(crate) fn ask(api: &mut Api) -> &mut Method {
    &mut api.methods[0]
}

/// Returns the argument with a default and constraints.
pub(crate) fn arg(api: &mut Api) -> &mut Field {
    ask(api).args.last_mut().unwrap()
}

macro_rules! definition {
    ($($name:ident = $place:literal $kind:ident $ty:ty,)*) => {
        $(pub(crate) fn $name(api: &mut Api) -> &mut $ty {
            match &mut api.types[$place].kind {
                TypeKind::$kind(definition) => definition,
                _ => panic!("it is another one"),
            }
        })*
    };
}

definition! {
    record = 0 Record Record,
    closed = 1 Enum Enum,
    open = 2 Enum Enum,
    union = 3 Union Union,
    tagged = 4 Tagged Tagged,
    alias = 5 Alias Alias,
    foreign = 6 Foreign String,
}
