//! Errors that the spec defines, and the error types of calls that may end in one of them.

use super::docs::Docs;
use super::layout::{List, Margin, macro_call, statement};
use super::lints;
use super::literals;
use super::records::RecordView;
use super::sentences::code;
use super::types::{Level, Types};
use crate::model::{Api, ErrorDef, Method, Origin};

/// An error that the spec defines.
#[derive(Clone, Debug)]
pub(crate) struct ErrorView {
    pub(crate) record: RecordView,
    /// The macro call with its code and message.
    pub(crate) wiring: String,
}

impl ErrorView {
    /// The errors that this stub defines.
    pub(super) fn all(api: &Api) -> Vec<Self> {
        let own = api
            .errors
            .iter()
            .filter(|def| !matches!(def.origin, Origin::Used(_)));
        own.map(|def| Self::new(api, def)).collect()
    }

    fn new(api: &Api, def: &ErrorDef) -> Self {
        let docs = Docs::of_author(def.doc.as_deref());
        let docs = docs.unwrap_or_else(|| message(def));
        let raised = format!(
            "{}{} = {}, {}",
            lints::above(&lints::of_text(&def.message), Margin::NONE),
            def.rust,
            literals::integer(&def.code),
            literals::text(&def.message)
        );
        Self {
            record: RecordView::of_error(api, def, docs.and(format!("Its code is {}.", def.code))),
            wiring: macro_call(Margin::NONE, "error", &[raised]),
        }
    }
}

/// The error type of the calls of a method that has its own errors.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) docs: String,
    /// The derived traits.
    pub(crate) derive: &'static str,
    pub(crate) name: String,
    /// The variants, each with its documentation.
    pub(crate) variants: Vec<String>,
    /// The macro call with the variants for the spec's errors.
    pub(crate) wiring: String,
}

impl Failure {
    /// The error types of all methods that have one.
    pub(super) fn all(api: &Api) -> Vec<Self> {
        let methods = api.methods.iter();
        let named = methods.filter_map(|method| Some((method, method.error.as_deref()?)));
        named
            .map(|(method, name)| Self::new(api, method, name))
            .collect()
    }

    fn new(api: &Api, method: &Method, name: &str) -> Self {
        let raises: Vec<_> = method.raises.iter().map(|id| api.error_def(*id)).collect();
        let names: Vec<_> = raises.iter().map(|def| def.rust.as_str()).collect();
        let types = Types::new(api, Level::Top);
        let lints = &lints::of_names(name, names.iter().copied().chain(["Other"]))
            | &lints::of_sizes(types, raises.iter().map(|def| def.data.as_slice()));
        let other = Docs::plain("Any other call failure.");
        let other = variant(&other, "Other", "__rt::CallError");
        let own = raises
            .iter()
            .map(|def| variant(&message(def), &def.rust, &path(def)));
        Self {
            docs: Docs::plain(format!("The errors of a call of {}.", code(&method.rust)))
                .allowing(lints)
                .allowing(lints::unused())
                .at(Margin::NONE),
            derive: "Clone, Debug, PartialEq",
            name: name.to_owned(),
            variants: own.chain([other]).collect(),
            wiring: macro_call(
                Margin::NONE,
                "raised",
                &[format!("{name} {{ {} }}", names.join(", "))],
            ),
        }
    }
}

/// The error's message as documentation.
fn message(def: &ErrorDef) -> Docs {
    Docs::new(
        Some(&def.message),
        format!("The error {}.", code(&def.rust)),
    )
}

fn variant(docs: &Docs, name: &str, holds: &str) -> String {
    let margin = Margin::NONE.deeper();
    let variant = statement(margin, &List::call(name, &[holds]), ",");
    docs.at(margin) + &margin.new_line() + &variant
}

/// The path of an error, seen from the top level of the stub.
fn path(def: &ErrorDef) -> String {
    match &def.origin {
        Origin::Used(module) => format!("{module}::{}", def.rust),
        Origin::Spec | Origin::Inline => def.rust.clone(),
    }
}
