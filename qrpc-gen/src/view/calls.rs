//! The functions of API types and peer types that call methods of the other side.

use super::docs::Docs;
use super::index::IndexedApi;
use super::layout::{Chain, End, Fragment, List, Margin, Signature, statement};
use super::lints;
use super::methods::{ArgumentForm, arguments};
use super::seen::Seen;
use super::sentences::{code, link};
use super::types::{Level, Types};
use crate::model::Method;

/// A function that calls a method of the other side.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) docs: String,
    pub(crate) signature: String,
    pub(crate) body: String,
}

impl Call {
    /// Creates the function of the API type, which calls the method on the receivers that are its
    /// parameter.
    pub(super) fn of_api(api: &IndexedApi<'_>, seen: Seen<'_>) -> Self {
        let method = seen.method;
        let arguments: &[&str] = match arguments(method) {
            ArgumentForm::None => &["receivers"],
            ArgumentForm::Any => &["receivers", ANY],
            ArgumentForm::Struct => &["receivers", "args"],
        };
        let handle = Fragment::text(format!(".{}", method.rust));
        let chain = vec![handle, List::call(".call", arguments)];
        let signature = signature(api, method).parameter("receivers", receivers());
        let docs = match method.reply {
            Some(_) => seen.docs().and(first_answer(&method.rust)),
            None => seen.docs().errors(
                "Lists each receiver that the message could not be sent to, with the reason.",
            ),
        };
        let docs = docs.allowing(lints::of_uses([method].into_iter()));
        Self::new(api, seen, docs, signature, chain)
    }

    /// Creates the function of a peer type, which calls the method on the peers that the value
    /// holds. The documentation of the function links to the function of the API type `side`, where
    /// the errors are documented.
    pub(super) fn of_peer(api: &IndexedApi<'_>, seen: Seen<'_>, side: &str) -> Self {
        let method = seen.method;
        let argument = match arguments(method) {
            ArgumentForm::None => "__rt::NoArgs",
            ArgumentForm::Any => ANY,
            ArgumentForm::Struct => "args",
        };
        let call = format!(".call::<methods::{}>", method.type_name);
        let chain = vec![Fragment::text(".0"), List::call(&call, &[argument])];
        let docs = Docs::plain(format!("Calls {} on these peers.", link(side, method)));
        Self::new(api, seen, docs, signature(api, method), chain)
    }

    fn new(
        api: &IndexedApi<'_>,
        seen: Seen<'_>,
        docs: Docs,
        signature: Signature,
        chain: Vec<Fragment>,
    ) -> Self {
        let method = seen.method;
        let member = Margin::NONE.deeper();
        let docs = docs
            .deprecated(method.deprecated.as_deref())
            .allowing(seen.lints(api, &returns(api, method)));
        let body = Chain::code(Fragment::text("self"), chain);
        Self {
            docs: docs.at(member),
            signature: with_any_args(method, signature).lay_out(member, End::Body),
            body: statement(member.deeper(), &body, ""),
        }
    }
}

/// The sentences about calls to several receivers. `handle` is the field with the method's handle.
fn first_answer(handle: &str) -> String {
    let gather = code(&format!("self.{handle}.gather"));
    format!(
        "With several receivers, the first answer is the result, even if it is an error. {gather} \
         returns the answers of all receivers."
    )
}

fn signature(api: &IndexedApi<'_>, method: &Method) -> Signature {
    let head = format!("pub fn {}", method.rust);
    Signature::new(head, returns(api, method)).receiver("&self")
}

/// The expression that a call passes on if the method's arguments are one value of the type `any`.
const ANY: &str = "__rt::Into::into(args)";

/// Adds the parameter for the arguments to a function that calls a method. If the arguments are one
/// value of the type `any`, the parameter accepts everything that converts into a `Value`.
fn with_any_args(method: &Method, signature: Signature) -> Signature {
    match arguments(method) {
        ArgumentForm::Any => {
            let value = Fragment::text("__rt::Value");
            signature.parameter("args", Fragment::into(value))
        }
        ArgumentForm::None | ArgumentForm::Struct => with_args(method, signature),
    }
}

/// Adds the parameter for the arguments of a method, if the method has arguments.
pub(super) fn with_args(method: &Method, signature: Signature) -> Signature {
    match arguments(method) {
        ArgumentForm::None => signature,
        ArgumentForm::Any => signature.parameter("args", Fragment::text("__rt::Value")),
        ArgumentForm::Struct => signature.parameter(
            "args",
            Fragment::text(format!("args::{}", method.type_name)),
        ),
    }
}

fn returns(api: &IndexedApi<'_>, method: &Method) -> Fragment {
    match &method.reply {
        Some(reply) => {
            let reply = Types::new(api, Level::Top).code(reply);
            let error = method.error.iter().map(Fragment::text);
            let parameters = [reply].into_iter().chain(error);
            List::generic("__rt::Promise", parameters.collect())
        }
        None => result(Fragment::text("()"), "__rt::SendError"),
    }
}

/// The type `Result`, named by its path, since a type of the spec may have the same name.
pub(super) fn result(value: Fragment, error: &str) -> Fragment {
    List::generic("__rt::Result", vec![value, Fragment::text(error)])
}

/// The type of the parameter `receivers`.
pub(super) fn receivers() -> Fragment {
    Fragment::into(Fragment::text("__rt::Receivers"))
}
