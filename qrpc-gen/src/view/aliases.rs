//! Aliases of types.

use super::docs::Docs;
use super::layout::{Fragment, Margin, assign};
use super::lints;
use super::sentences::code;
use super::types::{Level, Types};
use crate::model::{self, Api, TypeDef};

/// An alias of a type.
#[derive(Clone, Debug)]
pub(crate) struct AliasView {
    pub(crate) docs: String,
    pub(crate) item: String,
}

impl AliasView {
    /// Creates the view of an alias in the spec.
    pub(crate) fn new(api: &Api, def: &TypeDef, alias: &model::Alias) -> Self {
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
    Docs::new(def.doc.as_deref(), plain)
}
