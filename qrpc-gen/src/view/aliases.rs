//! Type aliases, and structs for newtypes.

use super::derives;
use super::docs::Docs;
use super::index::IndexedApi;
use super::layout::{Fragment, List, Margin, assign, macro_call, statement};
use super::lints;
use super::properties::traits;
use super::sentences::code;
use super::types::{Level, Types};
use crate::model::{self, TypeDef};

/// An alias: a Rust `type` item.
#[derive(Clone, Debug)]
pub(crate) struct AliasView {
    pub(crate) docs: String,
    pub(crate) item: String,
}

/// A newtype: a struct with one value, which is encoded like that value.
#[derive(Clone, Debug)]
pub(crate) struct NewtypeView {
    pub(crate) docs: String,
    /// The derived traits.
    pub(crate) derive: String,
    pub(crate) item: String,
    /// The call of the macro that implements everything that is not derived.
    pub(crate) wiring: String,
}

impl NewtypeView {
    pub(crate) fn new(api: &IndexedApi<'_>, def: &TypeDef, alias: &model::Alias) -> Self {
        let types = Types::new(api, Level::Top);
        let code = types.code(&alias.ty);
        let lints = lints::of_type(types, &alias.ty, &code);
        let display = if traits::displays_type(&alias.ty, api.displays()) {
            " [display]"
        } else {
            ""
        };
        let above = lints::above(&(&lints | &lints::of_use(def)), Margin::NONE);
        let wiring = format!("{above}{}({}){display}", def.rust, code.flat());
        let item = List::variant(&format!("pub struct {}", def.rust), Fragment::public(code));
        Self {
            docs: docs(def)
                .allowing(lints)
                .allowing(lints::unused())
                .at(Margin::NONE),
            derive: derives::derive(types, &alias.ty, &traits::NEWTYPE_TRAITS),
            item: statement(Margin::NONE, &item, ";"),
            wiring: macro_call(Margin::NONE, "newtype", &[wiring]),
        }
    }
}

impl AliasView {
    /// Creates the view of an alias in the spec.
    pub(crate) fn new(api: &IndexedApi<'_>, def: &TypeDef, alias: &model::Alias) -> Self {
        let types = Types::new(api, Level::Top);
        let code = types.code(&alias.ty);
        let docs = docs(def).allowing(lints::of_type(types, &alias.ty, &code));
        Self::item(def, docs, &code)
    }

    /// Creates the view of a type of the user's program.
    pub(crate) fn foreign(def: &TypeDef, path: &str) -> Self {
        Self::item(def, docs(def), &Fragment::text(path))
    }

    fn item(def: &TypeDef, docs: Docs, code: &Fragment) -> Self {
        let head = format!("pub type {} =", def.rust);
        Self {
            docs: docs.allowing(lints::unused()).at(Margin::NONE),
            item: assign(Margin::NONE, &head, code, ";"),
        }
    }
}

fn docs(def: &TypeDef) -> Docs {
    let plain = format!("The type {}.", code(&def.rust));
    Docs::of_type(def, plain)
}
