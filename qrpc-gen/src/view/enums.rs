//! Enums of the spec.

use super::docs::Docs;
use super::layout::Margin;
use super::lints::{self, Lints};
use super::literals;
use super::sentences::{self, code};
use crate::model::{self, EnumValue, TypeDef};

/// An enum.
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) docs: String,
    pub(crate) name: String,
    /// The name for the macro below the enum.
    pub(crate) subject: String,
    /// The variants, each with its documentation.
    pub(crate) variants: Vec<String>,
    /// The variants and their strings on the wire.
    pub(crate) wires: Vec<String>,
}

impl Enum {
    pub(crate) fn new(def: &TypeDef, definition: &model::Enum) -> Self {
        let margin = Margin::NONE;
        let docs = Docs::new(def.doc.as_deref(), format!("The enum {}.", code(&def.rust)));
        let wire = |value: &EnumValue| format!("{} = {},", value.rust, literals::text(&value.wire));
        let texts = definition
            .values
            .iter()
            .map(|value| lints::of_text(&value.wire));
        let texts: Lints = texts.flatten().collect();
        let docs = docs.allowing(lints::of_variants(&def.rust, &definition.values));
        let docs = docs.allowing(lints::unused());
        Self {
            docs: docs.at(margin),
            name: def.rust.clone(),
            subject: lints::above(&texts, margin.deeper()) + &def.rust,
            variants: definition
                .values
                .iter()
                .map(|value| variant(margin.deeper(), value))
                .collect(),
            wires: definition.values.iter().map(wire).collect(),
        }
    }
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
