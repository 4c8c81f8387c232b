//! Models written by hand, and what makes them short to write.

use std::time::Duration;

use crate::model::{
    Api, Direction, Enum, EnumValue, Field, Literal, Method, Record, Scalar, Type, TypeDef, TypeId,
    TypeKind,
};

pub(super) const STRING: Type = Type::Scalar(Scalar::String);
pub(super) const I64: Type = Type::Scalar(Scalar::I64);

/// The example of quickrpc's documentation.
pub(super) fn my_api() -> Api {
    let notify = method("notify", Direction::Incoming)
        .doc("Notification that something happened.")
        .arg("arg1", STRING, text("val1"))
        .arg("arg2", STRING, text("val2"));
    let helloworld = method("helloworld", Direction::Outgoing)
        .doc("Tell everybody that I am here.")
        .arg("arg1", STRING, text("val1"));
    let echo = method("echo", Direction::Incoming)
        .doc("Returns the text that was sent.")
        .arg("text", STRING, text("test"))
        .returns(STRING);
    api("MyApi", [notify, helloworld, echo]).doc("The example of quickrpc's documentation.")
}

pub(super) fn api(name: &str, methods: impl IntoIterator<Item = Method>) -> Api {
    Api {
        name: name.to_owned(),
        inverted: format!("{name}Inverted"),
        version: None,
        doc: None,
        types: Vec::new(),
        methods: methods.into_iter().collect(),
    }
}

pub(super) fn method(name: &str, direction: Direction) -> Method {
    let mut type_name = name.to_owned();
    if let Some(first) = type_name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Method {
        wire: name.to_owned(),
        rust: name.to_owned(),
        type_name,
        doc: None,
        direction,
        args: Vec::new(),
        reply: None,
        positional: false,
        timeout: None,
    }
}

pub(super) fn field(name: &str, ty: Type, default: impl Into<Option<Literal>>) -> Field {
    Field {
        wire: name.to_owned(),
        rust: name.to_owned(),
        doc: None,
        ty,
        default: default.into(),
        boxed: false,
    }
}

pub(super) fn text(text: &str) -> Literal {
    Literal::Text(text.to_owned())
}

impl Api {
    pub(super) fn doc(mut self, doc: &str) -> Self {
        self.doc = Some(doc.to_owned());
        self
    }
}

impl Method {
    pub(super) fn doc(mut self, doc: &str) -> Self {
        self.doc = Some(doc.to_owned());
        self
    }

    pub(super) fn arg(mut self, name: &str, ty: Type, default: impl Into<Option<Literal>>) -> Self {
        self.args.push(field(name, ty, default));
        self
    }

    pub(super) fn returns(mut self, ty: Type) -> Self {
        self.reply = Some(ty);
        self
    }
}
