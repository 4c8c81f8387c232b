//! Enums of the spec, and the view that all generated enums use.

use std::iter;

use super::docs::Docs;
use super::layout::{Fragment, List, Margin, entries, macro_call, statement};
use super::lints;
use super::literals;
use super::sentences::{self, code};
use super::types::scalar;
use crate::model::{self, EnumValue, Scalar, TypeDef};

/// A generated enum.
#[derive(Clone, Debug)]
pub(crate) struct EnumView {
    pub(crate) docs: String,
    /// The derived traits.
    pub(crate) derive: String,
    pub(crate) name: String,
    /// The variants, each with its documentation.
    pub(crate) variants: Vec<String>,
    /// The call of the macro that implements everything that is not derived.
    pub(crate) wiring: String,
}

impl EnumView {
    pub(super) fn new(def: &TypeDef, definition: &model::Enum) -> Self {
        let docs = Docs::of_type(def, format!("The enum {}.", code(&def.rust)));
        let values = definition.values.iter();
        let names = values.clone().map(|value| value.rust.as_str());
        let docs = docs.allowing(lints::of_names(
            &def.rust,
            names.chain(definition.open.as_deref()),
        ));
        let docs = docs.allowing(lints::unused());
        let held = scalar(definition.of.unwrap_or(Scalar::String));
        let other = definition.open.as_deref().map(|name| other(name, held));
        Self {
            docs: docs.at(Margin::NONE),
            derive: derive(definition).to_owned(),
            name: def.rust.clone(),
            variants: values.map(value).chain(other).collect(),
            wiring: wiring(def, definition),
        }
    }
}

fn derive(definition: &model::Enum) -> &'static str {
    match (&definition.open, definition.of) {
        (Some(_), None) => "Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord",
        _ => "Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord",
    }
}

fn wiring(def: &TypeDef, definition: &model::Enum) -> String {
    let name = &def.rust;
    let values = &definition.values;
    let texts = values.iter().flat_map(|value| lints::of_text(&value.wire));
    let wire = |value: &EnumValue| match definition.of {
        Some(_) => format!("{} = {}", value.rust, literals::integer(&value.wire)),
        None => format!("{} = {}", value.rust, literals::text(&value.wire)),
    };
    let wires: Vec<_> = values.iter().map(wire).collect();
    let (kind, other) = match (definition.of, &definition.open) {
        (None, None) => ("text_enum", String::new()),
        (None, Some(other)) => ("open_enum", format!(": {other}")),
        (Some(of), None) => ("int_enum", format!(": {}", scalar(of))),
        (Some(of), Some(other)) => ("int_enum", format!(": {}, {other}", scalar(of))),
    };
    let lints = texts.chain(lints::of_use(def)).collect();
    let lints = lints::above(&lints, Margin::NONE);
    let head = format!("{lints}{name}{other} {{");
    let clauses = iter::once(head)
        .chain(entries(&wires))
        .chain(["}".to_owned()]);
    macro_call(Margin::NONE, kind, &clauses.collect::<Vec<_>>())
}

fn value(value: &EnumValue) -> String {
    let wire = match value.wire.as_str() {
        "" => literals::text(""),
        wire => wire.to_owned(),
    };
    let docs = Docs::new(
        value.doc.as_deref(),
        format!("The value {}.", sentences::text(&wire)),
    );
    variant(&docs, &value.rust, None)
}

/// Returns the variant for unknown values; `held` is the type of the value.
fn other(name: &str, held: &str) -> String {
    let docs = Docs::plain("Any other value.");
    variant(&docs, name, Some(Fragment::text(held)))
}

/// Returns a variant with its documentation. `holds` is the type of its value, if it has one.
pub(super) fn variant(docs: &Docs, name: &str, holds: Option<Fragment>) -> String {
    let margin = Margin::NONE.deeper();
    let code = match holds {
        Some(holds) => List::variant(name, holds),
        None => Fragment::text(name),
    };
    docs.at(margin) + &margin.new_line() + &statement(margin, &code, ",")
}
