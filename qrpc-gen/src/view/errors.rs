//! The structs of errors that the spec defines, and the enums of errors that calls of a method can
//! fail with.

use super::derives;
use super::docs::Docs;
use super::enums::{EnumView, variant};
use super::index::IndexedApi;
use super::layout::{Fragment, Margin, macro_call};
use super::lints;
use super::literals;
use super::records::RecordView;
use super::sentences::code;
use super::types::{Level, Types};
use crate::model::{ErrorDef, Method, Origin};

/// An error that the spec defines.
#[derive(Clone, Debug)]
pub(crate) struct ErrorView {
    pub(crate) record: RecordView,
    /// The macro call that declares the code and the message of the error.
    pub(crate) wiring: String,
}

impl ErrorView {
    /// Returns the errors that this stub defines; other stubs define the errors of used files.
    pub(super) fn all(api: &IndexedApi<'_>) -> Vec<Self> {
        let own = api
            .errors
            .iter()
            .filter(|def| !matches!(def.origin, Origin::Used(_)));
        own.map(|def| Self::new(api, def)).collect()
    }

    fn new(api: &IndexedApi<'_>, def: &ErrorDef) -> Self {
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

impl EnumView {
    /// Returns the error types of the calls of all methods that raise errors.
    pub(super) fn of_failures(api: &IndexedApi<'_>) -> Vec<Self> {
        let methods = api.methods.iter();
        let named = methods.filter_map(|method| Some((method, method.error.as_deref()?)));
        named
            .map(|(method, name)| Self::of_failure(api, method, name))
            .collect()
    }

    fn of_failure(api: &IndexedApi<'_>, method: &Method, name: &str) -> Self {
        let raises: Vec<_> = method.raises.iter().map(|id| api.error_def(*id)).collect();
        let names: Vec<_> = raises.iter().map(|def| def.rust.as_str()).collect();
        let types = Types::new(api, Level::Top);
        let lints = &lints::of_names(name, names.iter().copied().chain(["Other"]))
            | &lints::of_sizes(types, raises.iter().map(|def| def.data.as_slice()));
        let other = Docs::plain("Any other call failure.");
        let other = variant(&other, "Other", Some(Fragment::text("__rt::CallError")));
        let own = raises.iter().map(|def| {
            let holds = Fragment::text(types.place.defined(&def.origin, &def.rust));
            variant(&message(def), &def.rust, Some(holds))
        });
        Self {
            docs: Docs::plain(format!("The errors of a call of {}.", code(&method.rust)))
                .allowing(lints)
                .allowing(lints::unused())
                .at(Margin::NONE),
            derive: derives::derive_errors(types, &raises),
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

/// Returns the message of the error as documentation.
fn message(def: &ErrorDef) -> Docs {
    Docs::new(
        Some(&def.message),
        format!("The error {}.", code(&def.rust)),
    )
}
