//! Fields, in the declaration of the struct and in the macro below it.

use super::Source;
use crate::model::Field;
use crate::view::docs::Docs;
use crate::view::layout::{assign, braces};
use crate::view::{constraints, lints, literals, presets};

impl Source<'_> {
    /// A field with its documentation.
    pub(super) fn field(self, field: &Field) -> String {
        let head = format!("pub {}:", field.rust);
        let code = self.types.of(field);
        let docs = self
            .docs(field)
            .allowing(lints::of_type(self.types, &field.ty, &code));
        let field = assign(self.member, &head, &code, ",");
        docs.at(self.member) + &self.member.new_line() + &field
    }

    fn docs(self, field: &Field) -> Docs {
        let default = field.default.as_ref();
        let default = default.map(|default| presets::sentence(self.types, field, default));
        let constraints = constraints::sentence(self.types, field);
        let sentences: Vec<_> = constraints.into_iter().chain(default).collect();
        match (Docs::of_author(field.doc.as_deref()), sentences.as_slice()) {
            (Some(docs), []) => docs,
            (Some(docs), sentences) => docs.and(sentences.join(" ")),
            (None, []) => Docs::plain("Required."),
            (None, sentences) => Docs::plain(sentences.join(" ")),
        }
    }

    /// The name of the struct for the macro.
    pub(super) fn subject(self) -> String {
        let texts = self
            .fields
            .iter()
            .flat_map(|field| lints::of_text(&field.wire));
        let lints =
            &(&self.lints_of_types(self.preset()) | &self.lints_of_defaults()) | &texts.collect();
        let lints = &lints | &self.lints_of_constraints();
        let subject = match self.required().next() {
            Some(_) => self.name.to_owned(),
            None => format!("{}: Default", self.name),
        };
        lints::above(&lints, self.member) + &subject
    }

    /// The fields and their constraints, as the input of the macro.
    pub(super) fn wires(self) -> String {
        let wires: Vec<_> = self.fields.iter().map(|field| self.wire(field)).collect();
        let rules = self
            .fields
            .iter()
            .filter_map(|field| constraints::rules(self.types, field));
        let rules: Vec<_> = rules.collect();
        let wires = braces(self.member, &wires);
        match rules.as_slice() {
            [] => wires,
            rules => format!("{wires} where {}", braces(self.member, rules)),
        }
    }

    /// A field as the input of the macro.
    fn wire(self, field: &Field) -> String {
        let name = format!("{}: {}", field.rust, literals::text(&field.wire));
        match &field.default {
            Some(default) => format!("{name} = {},", presets::preset(self.types, field, default)),
            None => name + ",",
        }
    }
}
