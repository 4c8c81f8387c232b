//! The macro call that implements the constructors, setters and (de)serialization of a struct.

use super::StructData;
use crate::model::{Field, FieldForm, Literal, Scalar, Type, TypeId};
use crate::view::layout::{Margin, entries, macro_call};
use crate::view::lints::Lints;
use crate::view::{constraints, lints, literals, presets};

/// The parts of a struct's macro call that depend on what the struct is for.
#[derive(Clone, Debug, Default)]
pub(super) struct MacroOptions {
    /// The options of the macro, which it expects in brackets.
    pub(super) options: Vec<&'static str>,
    /// The record that can be converted into the struct, if there is one.
    pub(super) from: Option<TypeId>,
    /// The lints that the names of the struct and of the record `from` may trigger.
    pub(super) lints: Lints,
}

impl StructData<'_> {
    /// Returns the call of the macro called `name`.
    pub(super) fn wiring(self, name: &str, form: &MacroOptions) -> String {
        let lints = &self.wiring_lints() | &form.lints;
        let mut clauses = vec![lints::above(&lints, Margin::NONE) + &self.head(form)];
        let fields = self.members().enumerate();
        let fields: Vec<_> = fields.map(|(at, field)| self.entry(at, field)).collect();
        clauses.extend(entries(&fields));
        clauses.push("}".to_owned());
        clauses.extend(self.constants_clause());
        clauses.extend(self.constraints());
        clauses.extend(form.from.map(|id| format!("from {}", self.types.named(id))));
        macro_call(self.item, name, &clauses)
    }

    /// Returns the name of the struct, the options, and the required fields.
    fn head(self, form: &MacroOptions) -> String {
        let options = match form.options.as_slice() {
            [] => String::new(),
            options => format!(" [{}]", options.join(" ")),
        };
        let required = self.members().enumerate();
        let required: Vec<_> = required
            .filter(|(_, field)| field.default.is_none())
            .map(|(at, field)| format!("{}{}: {}", marker(at, field), field.rust, self.ty(field)))
            .collect();
        let new = match required.as_slice() {
            [] => String::new(),
            required => format!(" new({})", required.join(", ")),
        };
        format!("{}{options}{new} {{", self.name)
    }

    /// Returns the entry of a field: its name on the wire, its type and its default. `at` is the
    /// position of the field.
    fn entry(self, at: usize, field: &Field) -> String {
        let wire = match field.form {
            FieldForm::Flat => Some(" as flat".to_owned()),
            _ if field.wire == field.rust => None,
            _ => Some(format!(" as {}", literals::text(&field.wire))),
        };
        let default = field.default.as_ref();
        let default = default.map(|default| presets::preset(self.types, field, default));
        format!(
            "{}{}{}: {}{}",
            marker(at, field),
            field.rust,
            wire.unwrap_or_default(),
            self.ty(field),
            default
                .map(|default| format!(" = {default}"))
                .unwrap_or_default()
        )
    }

    fn constants_clause(self) -> Vec<String> {
        let constants = self.constants().map(|(field, value)| {
            let value = match value {
                Literal::Bool(value) => value.to_string(),
                Literal::Int(value) => literals::integer(value),
                Literal::Text(value) => literals::text(value),
                _ => "()".to_owned(),
            };
            format!("{} = {value}", literals::text(&field.wire))
        });
        let constants: Vec<_> = constants.collect();
        if constants.is_empty() {
            return Vec::new();
        }
        let clause = ["const {".to_owned()].into_iter();
        clause
            .chain(entries(&constants))
            .chain(["}".to_owned()])
            .collect()
    }

    fn constraints(self) -> Vec<String> {
        let rules = self.members();
        let rules: Vec<_> = rules
            .filter_map(|field| constraints::rules(self.types, field))
            .collect();
        if rules.is_empty() {
            return Vec::new();
        }
        let mut clauses = vec!["where {".to_owned()];
        clauses.extend(rules.into_iter().map(|rule| format!("    {rule}")));
        clauses.push("}".to_owned());
        clauses
    }

    fn ty(self, field: &Field) -> String {
        self.types.of(field).flat()
    }

    fn wiring_lints(self) -> Lints {
        let wires = self.fields.iter();
        let wires: Lints = wires
            .flat_map(|field| lints::of_text(&field.wire))
            .collect();
        let constants = self.constants();
        let constants = constants.flat_map(|(_, value)| lints::of_default(self.types, value));
        let wires = &wires | &constants.collect();
        let lints = &self.lints_of_types(self.members()) | &self.lints_of_defaults();
        let lints = &(&lints | &wires) | &self.lints_of_constraints();
        &lints | &lints::of_deprecated(self.fields)
    }
}

/// Returns the marker of a field whose setter accepts every type that converts into the type of the
/// field. Fields with a marker have the type string, bytes, id or `any`.
fn marker(at: usize, field: &Field) -> String {
    match field.ty {
        Type::Scalar(
            Scalar::String | Scalar::Bytes | Scalar::Base64 | Scalar::Id | Scalar::Any,
        ) => format!("[__T{at}] "),
        _ => String::new(),
    }
}
