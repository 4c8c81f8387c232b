//! Structs with defaults: the records of the spec, and the arguments of methods.

mod conversions;
mod fields;
mod functions;

pub(crate) use conversions::Conversion;
pub(crate) use functions::Function;

use super::docs::Docs;
use super::layout::{Margin, braces};
use super::lints::{self, Lints};
use super::sentences::code;
use super::types::{Place, Types};
use crate::model::{self, Api, Bound, ErrorDef, Field, Literal, Method, Params, TypeDef};

/// A struct with named fields.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) docs: String,
    pub(crate) name: String,
    /// The fields in braces, each with its documentation.
    pub(crate) fields: String,
    /// The header of the `impl` block with the constructor and the setters.
    pub(crate) header: String,
    /// The constructor and the setters.
    pub(crate) functions: Vec<Function>,
    /// The conversions into the struct.
    pub(crate) conversions: Vec<Conversion>,
    /// The name of the macro that gets the wire names and the defaults.
    pub(crate) wiring: &'static str,
    /// The name of the struct for that macro.
    pub(crate) subject: String,
    /// The fields in braces, as the input of that macro.
    pub(crate) wires: String,
}

impl Record {
    /// The arguments of a method.
    pub(super) fn arguments(api: &Api, method: &Method) -> Self {
        let types = Types::new(api, Place::Module);
        let source = Source::new(types, &method.type_name, &method.args);
        let docs = Docs::plain(format!("The arguments of {}.", code(&method.rust)));
        let by_position = is_read_by_position(method).then(|| source.tuple());
        let named = method.args_record.map(|id| source.same_fields(id));
        Self {
            conversions: by_position.into_iter().chain(named).collect(),
            ..source.record(docs, wiring(api, method))
        }
    }

    /// An error of the spec.
    pub(super) fn of_error(api: &Api, def: &ErrorDef, docs: Docs) -> Self {
        let types = Types::new(api, Place::Top);
        Source::new(types, &def.rust, &def.data).record(docs, "record")
    }

    /// A record of the spec.
    pub(super) fn of_type(api: &Api, def: &TypeDef, record: &model::Record) -> Self {
        let types = Types::new(api, Place::Top);
        let source = Source::new(types, &def.rust, &record.fields);
        let plain = format!("The record {}.", code(&def.rust));
        source.record(Docs::new(def.doc.as_deref(), plain), "record")
    }
}

/// The macro for the arguments of a method.
fn wiring(api: &Api, method: &Method) -> &'static str {
    match (method.params, method.positional, api.send_defaults) {
        (Params::ByName, false, false) => "arguments",
        (Params::ByName, false, true) => "full_arguments",
        (Params::ByName, true, false) => "positional_arguments",
        (Params::ByName, true, true) => "positional_full_arguments",
        (Params::ByPosition, _, false) => "listed_arguments",
        (Params::ByPosition, _, true) => "listed_full_arguments",
    }
}

fn is_read_by_position(method: &Method) -> bool {
    method.positional || method.params == Params::ByPosition
}

/// The data that a struct is generated from.
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
        let names = self.fields.iter().map(|field| field.rust.as_str());
        let lints = &lints::of_struct(self.name, names) | &lints::of_fields(self.fields);
        let fields: Vec<_> = self.fields.iter().map(|field| self.field(field)).collect();
        let setters = self.preset().map(|field| self.setter(field));
        // In their module, arguments need no attribute: the module allows the lint.
        let unused = match self.types.place {
            Place::Top => lints::unused(),
            Place::Module => Lints::new(),
        };
        Record {
            docs: docs.allowing(lints).allowing(unused.clone()).at(self.item),
            header: format!("{}impl {} {{", lints::above(&unused, self.item), self.name),
            name: self.name.to_owned(),
            fields: braces(self.item, &fields),
            functions: self.constructor().into_iter().chain(setters).collect(),
            conversions: Vec::new(),
            wiring,
            subject: self.subject(),
            wires: self.wires(),
        }
    }

    /// The fields without a default.
    fn required(self) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(|field| field.default.is_none())
    }

    /// The fields with a default.
    fn preset(self) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(|field| field.default.is_some())
    }

    /// The lints that the types of fields may trigger.
    fn lints_of_types(self, fields: impl Iterator<Item = &'a Field>) -> Lints {
        let lints = fields.flat_map(|field| {
            let code = self.types.of(field);
            lints::of_type(self.types, &field.ty, &code)
        });
        lints.collect()
    }

    /// The lints that the constraints of fields may trigger.
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

    /// The lints that the defaults of fields may trigger.
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
