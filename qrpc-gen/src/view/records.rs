//! Structs with defaults: the records of the spec, and the arguments of a method.

use super::docs::Docs;
use super::layout::{
    Chain, Code, End, List, Margin, Signature, assign, braces, impl_header, record,
};
use super::literals;
use super::presets;
use super::sentences::code;
use super::types::{Place, Types};
use crate::model::{self, Api, Field, Method, Scalar, Type, TypeDef};

/// A struct with named fields.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) docs: String,
    pub(crate) name: String,
    /// The fields in braces, each with its documentation.
    pub(crate) fields: String,
    /// What makes one, and what changes one.
    pub(crate) functions: Vec<Function>,
    /// How one is made of a tuple.
    pub(crate) tuple: Option<Tuple>,
    /// The macro that knows the names on the wire and the defaults.
    pub(crate) wiring: &'static str,
    /// What that macro calls it.
    pub(crate) subject: String,
    /// What that macro is told of each field.
    pub(crate) wires: Vec<String>,
}

/// What makes or changes a struct.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) docs: String,
    pub(crate) signature: String,
    pub(crate) body: String,
}

/// What makes a struct of a tuple.
#[derive(Clone, Debug)]
pub(crate) struct Tuple {
    pub(crate) header: String,
    pub(crate) signature: String,
    pub(crate) body: String,
}

impl Record {
    /// The arguments of a method.
    pub(crate) fn arguments(api: &Api, method: &Method) -> Self {
        let types = Types::new(api, Place::Module);
        let source = Source::new(types, &method.type_name, &method.args);
        let docs = Docs::plain(format!("The arguments of {}.", code(&method.rust)));
        match method.positional {
            true => Self {
                tuple: Some(source.tuple()),
                ..source.record(docs, "positional_arguments")
            },
            false => source.record(docs, "arguments"),
        }
    }

    /// A record of the spec.
    pub(crate) fn of_type(api: &Api, def: &TypeDef, record: &model::Record) -> Self {
        let types = Types::new(api, Place::Top);
        let source = Source::new(types, &def.rust, &record.fields);
        let docs = Docs::new(
            def.doc.as_deref(),
            format!("The record {}.", code(&def.rust)),
        );
        source.record(docs, "record")
    }
}

/// What a struct is made from.
#[derive(Clone, Copy)]
struct Source<'a> {
    types: Types<'a>,
    name: &'a str,
    fields: &'a [Field],
    /// The margin of the struct.
    item: Margin,
    /// The margin of its fields and functions.
    member: Margin,
    /// The margin of the bodies of functions.
    body: Margin,
}

impl<'a> Source<'a> {
    fn new(types: Types<'a>, name: &'a str, fields: &'a [Field]) -> Self {
        let item = types.place.margin();
        Self {
            types,
            name,
            fields,
            item,
            member: item.deeper(),
            body: item.deeper().deeper(),
        }
    }

    fn record(self, docs: Docs, wiring: &'static str) -> Record {
        let fields: Vec<_> = self.fields.iter().map(|field| self.field(field)).collect();
        let setters = self.preset().map(|field| self.setter(field));
        Record {
            docs: docs.at(self.item),
            name: self.name.to_owned(),
            fields: braces(self.item, &fields),
            functions: self.constructor().into_iter().chain(setters).collect(),
            tuple: None,
            wiring,
            subject: self.subject(),
            wires: self.fields.iter().map(|field| self.wire(field)).collect(),
        }
    }

    fn field(self, field: &Field) -> String {
        let default = field.default.as_ref();
        let default = default.map(|default| presets::sentence(self.types, default));
        let docs = match (&field.doc, default) {
            (Some(doc), Some(default)) => Docs::new(Some(doc), "").and(default),
            (doc, default) => Docs::new(
                doc.as_deref(),
                default.unwrap_or_else(|| "Has no default.".to_owned()),
            ),
        };
        let head = format!("pub {}:", field.rust);
        let text = assign(self.member, &head, &self.types.of(field), ",");
        docs.at(self.member) + &self.member.new_line() + &text
    }

    fn required(self) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(|field| field.default.is_none())
    }

    fn preset(self) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(|field| field.default.is_some())
    }

    fn constructor(self) -> Option<Function> {
        self.required().next()?;
        let docs = match self.preset().next() {
            Some(_) => "With what has no default; all else takes its default.",
            None => "With all its fields, since none has a default.",
        };
        let mut signature = Signature::new("pub fn new", Code::text("Self"));
        for field in self.required() {
            signature = signature.parameter(&field.rust, self.parameter(field));
        }
        let entries: Vec<_> = self.fields.iter().map(|field| self.entry(field)).collect();
        Some(Function {
            docs: Docs::plain(docs).at(self.member),
            signature: signature.lay_out(self.member, End::Body),
            body: record(self.body, &entries),
        })
    }

    fn entry(self, field: &Field) -> (&str, Option<Code>) {
        let value = match &field.default {
            Some(default) => {
                let preset = presets::preset(self.types, field, default);
                Some(Code::Verbatim(format!(
                    "::qrpc_runtime::codegen::preset! {{ {preset} }}"
                )))
            }
            None if is_text(field) => Some(converted(field)),
            None => None,
        };
        (&field.rust, value)
    }

    fn parameter(self, field: &Field) -> Code {
        let code = self.types.of(field);
        match is_text(field) {
            true => Code::into(code),
            false => code,
        }
    }

    fn setter(self, field: &Field) -> Function {
        let name = &field.rust;
        let signature = Signature::new(format!("pub fn {name}"), Code::text("Self"))
            .receiver("mut self")
            .parameter(name, self.parameter(field));
        let value = match is_text(field) {
            true => converted(field),
            false => Code::text(name),
        };
        Function {
            docs: Docs::plain(format!("Sets {}.", code(name))).at(self.member),
            signature: signature.lay_out(self.member, End::Body),
            body: assign(self.body, &format!("self.{name} ="), &value, ";")
                + &self.body.new_line()
                + "self",
        }
    }

    fn subject(self) -> String {
        match self.required().next() {
            Some(_) => self.name.to_owned(),
            None => format!("{}: Default", self.name),
        }
    }

    fn wire(self, field: &Field) -> String {
        let name = format!("{}: {}", field.rust, literals::text(&field.wire));
        match &field.default {
            Some(default) => {
                format!("{name} = {},", presets::preset(self.types, field, default))
            }
            None => name + ",",
        }
    }

    fn tuple(self) -> Tuple {
        let codes: Vec<_> = self
            .fields
            .iter()
            .map(|field| self.types.of(field))
            .collect();
        let path = List::generic_over_tuple("::core::convert::From", codes.clone());
        let signature =
            Signature::new("fn from", Code::text("Self")).parameter("tuple", List::tuple(codes));
        let entries = self.fields.iter().enumerate();
        let entries: Vec<_> = entries
            .map(|(place, field)| {
                (
                    field.rust.as_str(),
                    Some(Code::text(format!("tuple.{place}"))),
                )
            })
            .collect();
        Tuple {
            header: impl_header(self.item, "", &path, self.name),
            signature: signature.lay_out(self.member, End::Body),
            body: record(self.body, &entries),
        }
    }
}

/// Texts are taken from whatever can become one.
fn is_text(field: &Field) -> bool {
    field.ty == Type::Scalar(Scalar::String)
}

fn converted(field: &Field) -> Code {
    Chain::new(Code::text(&field.rust), vec![Code::text(".into()")])
}
