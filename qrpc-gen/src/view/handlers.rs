//! The handlers trait of a side. Its functions answer the methods that the side receives.

use super::calls::{result, with_args};
use super::docs::Docs;
use super::index::IndexedApi;
use super::layout::{End, Fragment, Margin, Signature, trait_end, trait_header};
use super::seen::{Names, Seen, SideData};
use super::sentences;
use super::types::{Level, Types};
use crate::model::Method;

/// The handlers trait of a side.
#[derive(Clone, Debug)]
pub(crate) struct Handlers {
    pub(crate) docs: String,
    pub(crate) header: String,
    pub(crate) functions: Vec<Handler>,
    /// The end of the trait, whose layout depends on the header.
    pub(crate) end: &'static str,
}

/// The function of the handlers trait for one method.
#[derive(Clone, Debug)]
pub(crate) struct Handler {
    pub(crate) docs: String,
    pub(crate) signature: String,
}

impl Handlers {
    /// Creates the handlers trait with a function for each method that the side answers.
    pub(super) fn new(source: &SideData<'_>) -> Self {
        let Names { side, handlers, .. } = &source.names;
        let methods: Vec<_> = source.incoming().collect();
        let docs = match methods.as_slice() {
            [] => format!("[`{side}`] answers no method, so `()` implements this trait."),
            _ => format!(
                "The methods that [`{side}`] answers. Implement all of them; a missing one does not compile."
            ),
        };
        let header = trait_header(handlers, "__rt::Handlers");
        Self {
            docs: Docs::plain(docs).at(Margin::NONE),
            end: trait_end(&header, methods.is_empty()),
            header,
            functions: methods
                .iter()
                .map(|seen| Handler::new(source, *seen))
                .collect(),
        }
    }
}

impl Handler {
    fn new(source: &SideData<'_>, seen: Seen<'_>) -> Self {
        let method = seen.method;
        let member = Margin::NONE.deeper();
        let (reply, errors) = match &method.reply {
            Some(reply) => (
                Types::new(source.api, Level::Top).code(reply),
                faults(source.api, method),
            ),
            None => (
                Fragment::text("()"),
                "Reported to the API's problem hook.".to_owned(),
            ),
        };
        let returns = result(reply, "__rt::Fault");
        let lints = seen.lints(source.api, &returns);
        let signature = Signature::new(format!("fn {}", method.rust), returns)
            .receiver("&self")
            .parameter("sender", Fragment::text(&source.names.peer));
        let signature = with_args(method, signature);
        let docs = seen.docs().errors(&errors);
        Self {
            docs: docs.allowing(lints).at(member),
            signature: signature.lay_out(member, End::Semicolon),
        }
    }
}

/// Returns the documentation of the error that a handler may return.
fn faults(api: &IndexedApi<'_>, method: &Method) -> String {
    let plain = "Sent to the caller as an error reply";
    let raises = method.raises.iter().map(|id| &api.error_def(*id).rust);
    match method.raises.as_slice() {
        [] => format!("{plain}."),
        [_] => format!(
            "{plain}, {} with its own code and data.",
            sentences::names(raises.map(String::as_str), "errors")
        ),
        _ => format!(
            "{plain}, {} with their own codes and data.",
            sentences::names(raises.map(String::as_str), "errors")
        ),
    }
}
