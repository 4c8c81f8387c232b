//! Enums of the spec.

use std::iter;

use super::docs::Docs;
use super::layout::{Margin, entries, macro_call};
use super::lints;
use super::literals;
use super::sentences::{self, code};
use crate::model::{self, EnumValue, TypeDef};

/// An enum.
#[derive(Clone, Debug)]
pub(crate) struct EnumView {
    pub(crate) docs: String,
    pub(crate) name: String,
    /// The variants, each with its documentation.
    pub(crate) variants: Vec<String>,
    /// The call of the macro that implements everything else.
    pub(crate) wiring: String,
}

impl EnumView {
    pub(crate) fn new(def: &TypeDef, definition: &model::Enum) -> Self {
        let margin = Margin::NONE;
        let docs = Docs::new(def.doc.as_deref(), format!("The enum {}.", code(&def.rust)));
        let docs = docs.allowing(lints::of_variants(&def.rust, &definition.values));
        let docs = docs.allowing(lints::unused());
        Self {
            docs: docs.at(margin),
            name: def.rust.clone(),
            variants: definition
                .values
                .iter()
                .map(|value| variant(margin.deeper(), value))
                .collect(),
            wiring: wiring(&def.rust, definition),
        }
    }
}

fn wiring(name: &str, definition: &model::Enum) -> String {
    let values = &definition.values;
    let texts = values.iter().flat_map(|value| lints::of_text(&value.wire));
    let wire = |value: &EnumValue| format!("{} = {}", value.rust, literals::text(&value.wire));
    let wires: Vec<_> = values.iter().map(wire).collect();
    let head = format!("{}{name} {{", lints::above(&texts.collect(), Margin::NONE));
    let clauses = iter::once(head)
        .chain(entries(&wires))
        .chain(["}".to_owned()]);
    macro_call(Margin::NONE, "text_enum", &clauses.collect::<Vec<_>>())
}

fn variant(margin: Margin, value: &EnumValue) -> String {
    let wire = match value.wire.as_str() {
        "" => literals::text(""),
        wire => wire.to_owned(),
    };
    let docs = Docs::new(
        value.doc.as_deref(),
        format!("The value {}.", sentences::text(&wire)),
    );
    format!("{}{}{},", docs.at(margin), margin.new_line(), value.rust)
}
