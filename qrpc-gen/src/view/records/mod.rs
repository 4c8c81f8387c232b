//! Structs with defaults: the records of the spec, and the argument structs of methods.

mod fields;
mod wiring;

use super::derives;
use super::docs::Docs;
use super::index::IndexedApi;
use super::layout::{Margin, braces};
use super::lints::{self, Lints};
use super::sentences::code;
use super::types::{Level, Types};
use crate::model::{
    self, Bound, ErrorDef, Field, FieldForm, Literal, Method, Params, SendDefaults, TypeDef,
};
use wiring::MacroOptions;

/// A struct with named fields.
#[derive(Clone, Debug)]
pub(crate) struct RecordView {
    pub(crate) docs: String,
    /// The derived traits.
    pub(crate) derive: String,
    pub(crate) name: String,
    /// The fields in braces, each with its documentation.
    pub(crate) fields: String,
    /// The call of the macro that implements everything that is not derived.
    pub(crate) wiring: String,
}

impl RecordView {
    /// Creates the argument struct of a method.
    pub(super) fn arguments(api: &IndexedApi<'_>, method: &Method) -> Self {
        let types = Types::new(api, Level::Module);
        let source = StructData::new(types, &method.type_name, &method.args);
        let docs = Docs::plain(format!("The arguments of {}.", code(&method.rust)));
        let form = MacroOptions {
            options: options(api, method),
            from: method.args_record,
            lints: method
                .args_record
                .map_or_else(Lints::new, |id| lints::of_use(api.type_def(id))),
        };
        source.record(docs, "arguments", &form)
    }

    /// Creates the struct of an error that the spec defines.
    pub(super) fn of_error(api: &IndexedApi<'_>, def: &ErrorDef, docs: Docs) -> Self {
        let types = Types::new(api, Level::Top);
        let form = MacroOptions {
            options: record_options(api),
            ..MacroOptions::default()
        };
        StructData::new(types, &def.rust, &def.data).record(docs, "record", &form)
    }

    /// Creates the struct of a record that the spec defines.
    pub(super) fn of_type(api: &IndexedApi<'_>, def: &TypeDef, record: &model::Record) -> Self {
        let types = Types::new(api, Level::Top);
        let source = StructData::new(types, &def.rust, &record.fields);
        let plain = format!("The record {}.", code(&def.rust));
        let form = MacroOptions {
            options: record_options(api),
            from: None,
            lints: lints::of_use(def),
        };
        source.record(Docs::of_type(def, plain), "record", &form)
    }
}

/// Returns the options of the macro `arguments!`, which it expects in brackets, for a method.
fn options(api: &IndexedApi<'_>, method: &Method) -> Vec<&'static str> {
    let form = match (method.params, method.positional) {
        (Params::ByPosition, _) => Some("by_position"),
        (Params::ByName, true) => Some("positional"),
        (Params::ByName, false) => None,
    };
    let full = (api.send_defaults == SendDefaults::Always).then_some("send_defaults");
    let lenient = api.ignores_unknown_args.then_some("ignore_unknown");
    form.into_iter().chain(full).chain(lenient).collect()
}

/// Returns the options of the macro `record!`, which it expects in brackets.
fn record_options(api: &IndexedApi<'_>) -> Vec<&'static str> {
    let omits = (api.send_defaults == SendDefaults::Never).then_some("omit_defaults");
    omits.into_iter().collect()
}

/// Everything that the view of a struct is made from.
#[derive(Clone, Copy)]
struct StructData<'a> {
    types: Types<'a>,
    name: &'a str,
    fields: &'a [Field],
    /// The margin of the struct.
    item: Margin,
    /// The margin of the fields of the struct.
    member: Margin,
}

impl<'a> StructData<'a> {
    fn new(types: Types<'a>, name: &'a str, fields: &'a [Field]) -> Self {
        let item = types.place.margin();
        Self {
            types,
            name,
            fields,
            item,
            member: item.deeper(),
        }
    }

    fn record(self, docs: Docs, wiring: &str, form: &MacroOptions) -> RecordView {
        let names = self.members().map(|field| field.rust.as_str());
        let lints = &lints::of_struct(self.name, names) | &lints::of_fields(self.fields);
        let lints = &lints | &lints::of_deprecated(self.fields);
        let fields: Vec<_> = self.members().map(|field| self.field(field)).collect();
        // The structs of arguments are in a module that allows the lint about unused code for all
        // of them.
        let unused = match self.types.place {
            Level::Top => lints::unused(),
            Level::Module => Lints::new(),
        };
        RecordView {
            docs: docs
                .and_if(self.constants_sentence())
                .allowing(lints)
                .allowing(unused)
                .at(self.item),
            derive: derives::derive_fields(self.types, self.fields),
            name: self.name.to_owned(),
            fields: braces(self.item, &fields),
            wiring: self.wiring(wiring, form),
        }
    }

    /// Returns the fields that the struct has in Rust: all fields except constants.
    fn members(self) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(|field| !field.is_const())
    }

    /// Returns the fields that are constants, with their values.
    fn constants(self) -> impl Iterator<Item = (&'a Field, &'a Literal)> {
        self.fields.iter().filter_map(|field| match &field.form {
            FieldForm::Const(value) => Some((field, value)),
            FieldForm::Member | FieldForm::Flat => None,
        })
    }

    /// Returns the lints that the types of these fields may trigger.
    fn lints_of_types(self, fields: impl Iterator<Item = &'a Field>) -> Lints {
        let lints = fields.flat_map(|field| {
            let code = self.types.of(field);
            lints::of_type(self.types, &field.ty, &code)
        });
        lints.collect()
    }

    /// Returns the lints that the constraints of the fields may trigger.
    fn lints_of_constraints(self) -> Lints {
        let constraints = self.fields.iter().map(|field| &field.constraints);
        let lints = constraints.flat_map(|constraints| {
            let bounds = [constraints.min, constraints.max].into_iter().flatten();
            let numbers = bounds.flat_map(|bound| match bound {
                Bound::Float(value) => lints::of_default(self.types, &Literal::Float(value)),
                Bound::Int(_) => Lints::new(),
            });
            let pattern = constraints.pattern.iter();
            numbers.chain(pattern.flat_map(|pattern| lints::of_text(pattern)))
        });
        lints.collect()
    }

    /// Returns the lints that the defaults of the fields may trigger.
    fn lints_of_defaults(self) -> Lints {
        let defaults = self
            .fields
            .iter()
            .filter_map(|field| field.default.as_ref());
        defaults
            .flat_map(|default| lints::of_default(self.types, default))
            .collect()
    }
}
