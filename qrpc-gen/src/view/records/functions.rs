//! The functions of a struct: a constructor from the required fields, and setters for the others.

use super::Source;
use crate::model::{Field, Scalar, Type};
use crate::view::docs::Docs;
use crate::view::layout::{Chain, Code, End, Signature, assign, record};
use crate::view::sentences::code;
use crate::view::{lints, presets};

/// A constructor or a setter.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) docs: String,
    pub(crate) signature: String,
    pub(crate) body: String,
}

impl<'a> Source<'a> {
    /// The constructor; `None` if the struct has `Default` instead.
    pub(super) fn constructor(self) -> Option<Function> {
        let required: Vec<_> = self.required().collect();
        if required.is_empty() {
            return None;
        }
        let sentence = if required.len() == self.fields.len() {
            "Creates a value from all its fields."
        } else {
            "Creates a value from the required fields; the others take their defaults."
        };
        let entries: Vec<_> = self.fields.iter().map(|field| self.entry(field)).collect();
        let body = record(self.body, &entries);
        let lints = &lints::of_constructor(self.name, &required) | &self.lints_of_defaults();
        let lints = &lints | &self.lints_of_types(self.fields.iter());
        let lints = &lints | &lints::of_body(&body);
        let mut signature = Signature::new("pub fn new", Code::text("Self"));
        for field in required {
            signature = signature.parameter(&field.rust, self.parameter(field));
        }
        Some(Function {
            docs: Docs::plain(sentence).allowing(lints).at(self.member),
            signature: signature.lay_out(self.member, End::Body),
            body,
        })
    }

    fn entry(self, field: &'a Field) -> (&'a str, Option<Code>) {
        let value = match &field.default {
            Some(default) => {
                let preset = presets::preset(self.types, field, default);
                let preset = format!("::qrpc_runtime::codegen::preset! {{ {preset} }}");
                Some(Code::Verbatim(preset))
            }
            None if is_converted(field) => Some(converted(field)),
            None => None,
        };
        (&field.rust, value)
    }

    /// The setter of a field with a default.
    pub(super) fn setter(self, field: &'a Field) -> Function {
        let name = &field.rust;
        let lints = &lints::of_setter(name) | &self.lints_of_types([field].into_iter());
        let docs = Docs::plain(format!("Sets {}.", code(name))).allowing(lints);
        let signature = Signature::new(format!("pub fn {name}"), Code::text("Self"))
            .receiver("mut self")
            .parameter(name, self.parameter(field));
        let value = if is_converted(field) {
            converted(field)
        } else {
            Code::text(name)
        };
        let assignment = assign(self.body, &format!("self.{name} ="), &value, ";");
        Function {
            docs: docs.at(self.member),
            signature: signature.lay_out(self.member, End::Body),
            body: assignment + &self.body.new_line() + "self",
        }
    }

    fn parameter(self, field: &Field) -> Code {
        let code = self.types.of(field);
        if is_converted(field) {
            Code::into(code)
        } else {
            code
        }
    }
}

/// Whether the parameter for a field takes any type that converts into it: strings, bytes and `any`.
pub(super) fn is_converted(field: &Field) -> bool {
    let converted = [Scalar::String, Scalar::Bytes, Scalar::Any];
    matches!(field.ty, Type::Scalar(scalar) if converted.contains(&scalar))
}

fn converted(field: &Field) -> Code {
    Chain::code(Code::text(&field.rust), vec![Code::text(".into()")])
}
