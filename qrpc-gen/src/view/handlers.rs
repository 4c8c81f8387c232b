//! The handlers trait of a side, whose functions answer the methods that the side receives.

use super::calls::{result, with_args};
use super::docs::Docs;
use super::index::IndexedApi;
use super::layout::{End, Fragment, Margin, Signature, trait_end, trait_header};
use super::seen::{Names, Seen, SideData};
use super::sentences::{self, link};
use super::types::{Level, Types};
use crate::model::Method;

/// The handlers trait of a side.
#[derive(Clone, Debug)]
pub(crate) struct Handlers {
    pub(crate) docs: String,
    pub(crate) header: String,
    pub(crate) functions: Vec<Handler>,
    /// The end of the trait; the layout of the end depends on the header.
    pub(crate) end: &'static str,
}

/// The function of the handlers trait for one method.
#[derive(Clone, Debug)]
pub(crate) struct Handler {
    pub(crate) docs: String,
    pub(crate) signature: String,
}

impl Handlers {
    /// Creates the handlers trait of a side and, if the side answers any methods, its async form.
    pub(super) fn of_side(source: &SideData<'_>) -> Vec<Self> {
        let has_methods = source.incoming().next().is_some();
        let forms = [Form::Sync]
            .into_iter()
            .chain(has_methods.then_some(Form::Async));
        forms.map(|form| Self::new(source, form)).collect()
    }

    fn new(source: &SideData<'_>, form: Form) -> Self {
        let names = &source.names;
        let methods: Vec<_> = source.incoming().collect();
        let name = match form {
            Form::Sync => &names.handlers,
            Form::Async => &names.async_handlers,
        };
        let header = trait_header(name, "__rt::Handlers");
        Self {
            docs: Docs::plain(form.docs(names, &methods)).at(Margin::NONE),
            end: trait_end(&header, methods.is_empty()),
            header,
            functions: methods
                .iter()
                .map(|seen| Handler::new(source, *seen, form))
                .collect(),
        }
    }
}

/// The form of a handlers trait: plain or async.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// The functions return a `Result`.
    Sync,
    /// The functions return a future, and are implemented as `async fn`.
    Async,
}

impl Form {
    fn docs(self, names: &Names, methods: &[Seen<'_>]) -> String {
        let Names { side, handlers, .. } = names;
        match (self, methods) {
            (_, []) => format!("[`{side}`] answers no method, so `()` implements this trait."),
            (Self::Sync, _) => format!(
                "The methods that [`{side}`] answers. Implement all of them; a missing one does not \
                compile."
            ),
            (Self::Async, _) => format!(
                "The async form of [`{handlers}`]. Implement each function as an `async fn` with \
                the parameters and the result that it has there."
            ),
        }
    }

    fn returns(self, reply: Fragment) -> Fragment {
        match self {
            Self::Sync => result(reply, "__rt::Fault"),
            Self::Async => Fragment::implements("__rt::HandlerFuture", reply),
        }
    }
}

impl Handler {
    fn new(source: &SideData<'_>, seen: Seen<'_>, form: Form) -> Self {
        let method = seen.method;
        let member = Margin::NONE.deeper();
        let reply = match &method.reply {
            Some(reply) => Types::new(source.api, Level::Top).code(reply),
            None => Fragment::text("()"),
        };
        let returns = form.returns(reply);
        let lints = seen.lints(source.api, &returns);
        let signature = Signature::new(format!("fn {}", method.rust), returns)
            .receiver("&self")
            .parameter("sender", Fragment::text(&source.names.peer));
        let signature = with_args(method, signature);
        let docs = match form {
            Form::Sync => seen.docs().errors(&errors(source.api, method)),
            Form::Async => Docs::plain(format!(
                "The async form of {}.",
                link(&source.names.handlers, method)
            )),
        };
        Self {
            docs: docs.allowing(lints).at(member),
            signature: signature.lay_out(member, End::Semicolon),
        }
    }
}

/// Returns the documentation of the error that a handler may return.
fn errors(api: &IndexedApi<'_>, method: &Method) -> String {
    match method.reply {
        Some(_) => faults(api, method),
        None => "Reported to the API's problem hook.".to_owned(),
    }
}

/// Returns the documentation of the error that a handler of a method with a reply may return.
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
