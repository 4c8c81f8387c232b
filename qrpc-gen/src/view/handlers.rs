//! The handlers trait of a side, whose functions answer its methods.

use super::calls::{result, with_args};
use super::docs::Docs;
use super::layout::{
    Chain, Code, End, List, Margin, Signature, braces, impl_header, statement, trait_end,
    trait_header,
};
use super::seen::{Names, Seen, Source};
use super::types::{Place, Types};
use super::{lints, sentences};
use crate::model::{Api, Method};

/// The handlers trait of a side.
#[derive(Clone, Debug)]
pub(crate) struct Handlers {
    pub(crate) docs: String,
    pub(crate) header: String,
    pub(crate) functions: Vec<Handler>,
    /// The end of the trait.
    pub(crate) end: &'static str,
    /// The header of the implementation that connects the functions to the handles.
    pub(crate) attach_header: String,
    /// The lint attributes of the function in that implementation.
    pub(crate) attach_lints: String,
    /// The name of the handlers in that implementation.
    pub(crate) parameter: &'static str,
    /// The calls that connect the functions, in braces.
    pub(crate) attach: String,
}

/// The function of the handlers trait for a method.
#[derive(Clone, Debug)]
pub(crate) struct Handler {
    pub(crate) docs: String,
    pub(crate) signature: String,
}

impl Handlers {
    /// Creates the handlers trait for the methods that a side answers.
    pub(super) fn new(source: &Source<'_>) -> Self {
        let Names { side, handlers, .. } = &source.names;
        let methods: Vec<_> = source.incoming().collect();
        let docs = match methods.as_slice() {
            [] => format!("[`{side}`] answers no method, so `()` implements this trait."),
            _ => format!(
                "The methods that [`{side}`] answers. Implement all of them; a missing one does not compile."
            ),
        };
        let bounds = "::core::marker::Send + ::core::marker::Sync + 'static";
        let generics = format!("<__H: {handlers}>");
        let path = List::generic(
            "::qrpc_runtime::codegen::HandledBy",
            vec![Code::text("__H")],
        );
        let header = trait_header(handlers, bounds);
        let attach: Vec<_> = methods.iter().map(|seen| attach(seen.method)).collect();
        let member = Margin::NONE.deeper();
        let attach = braces(member, &attach);
        let attach_lints =
            &lints::of_body(&attach) | &lints::of_uses(methods.iter().map(|seen| seen.method));
        Self {
            docs: Docs::plain(docs).at(Margin::NONE),
            end: trait_end(&header, methods.is_empty()),
            header,
            functions: methods
                .iter()
                .map(|seen| Handler::new(source, *seen))
                .collect(),
            attach_header: impl_header(Margin::NONE, &generics, &path, side),
            parameter: if methods.is_empty() { "_" } else { "handlers" },
            attach_lints: lints::above(&attach_lints, member),
            attach,
        }
    }
}

impl Handler {
    fn new(source: &Source<'_>, seen: Seen<'_>) -> Self {
        let method = seen.method;
        let member = Margin::NONE.deeper();
        let (reply, errors) = match &method.reply {
            Some(reply) => (
                Types::new(source.api, Place::Top).code(reply),
                faults(source.api, method),
            ),
            None => (
                Code::text("()"),
                "An error is reported to the API's problem hook.".to_owned(),
            ),
        };
        let returns = result(reply, "::qrpc_runtime::Fault");
        let lints = seen.lints(source.api, &returns);
        let signature = Signature::new(format!("fn {}", method.rust), returns)
            .receiver("&self")
            .parameter("sender", Code::text(&source.names.peer));
        let signature = with_args(method, signature);
        let docs = seen.docs().errors(&errors);
        Self {
            docs: docs.allowing(lints).at(member),
            signature: signature.lay_out(member, End::Semicolon),
        }
    }
}

/// The documentation of the faults that a handler may return.
fn faults(api: &Api, method: &Method) -> String {
    let plain = "The caller gets the fault as an error reply";
    let raises = method.raises.iter().map(|id| &api.error_def(*id).rust);
    match method.raises.as_slice() {
        [] => format!("{plain}."),
        [_] => format!(
            "{plain}, and {} as what it is.",
            sentences::names(raises.map(String::as_str), "errors")
        ),
        _ => format!(
            "{plain}, and {} as what they are.",
            sentences::names(raises.map(String::as_str), "errors")
        ),
    }
}

fn attach(method: &Method) -> String {
    let function = format!("__H::{}", method.rust);
    let links = vec![
        Code::text(format!(".{}", method.rust)),
        List::call(".attach", &["handlers", &function]),
    ];
    let chain = Chain::code(Code::text("self"), links);
    statement(Margin::NONE.deeper().deeper(), &chain, ";")
}
