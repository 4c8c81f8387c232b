//! The functions that call the other side.

use super::docs::Docs;
use super::layout::{Chain, Code, End, List, Margin, Signature, statement};
use super::sentences;
use super::sides::{Seen, receivers};
use super::types::{Place, Types};
use crate::model::{Api, Method};

/// A function that calls the other side.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) docs: String,
    pub(crate) signature: String,
    pub(crate) body: String,
}

impl Call {
    /// Of an API: towards the receivers that it is told.
    pub(super) fn of_api(api: &Api, seen: Seen<'_>) -> Self {
        let method = seen.method;
        let signature = signature(api, method, |it| it.parameter("receivers", receivers()));
        let call = match method.args.is_empty() {
            true => List::call(".call", &["receivers"]),
            false => List::call(".call", &["receivers", "args"]),
        };
        let handle = Code::text(format!(".{}", method.rust));
        Self::new(seen, &signature, vec![handle, call])
    }

    /// Of a peer: towards that one.
    pub(super) fn of_peer(api: &Api, seen: Seen<'_>) -> Self {
        let method = seen.method;
        let signature = signature(api, method, |it| it);
        let args = match method.args.is_empty() {
            true => "::qrpc_runtime::NoArgs",
            false => "args",
        };
        let call = format!(".call::<methods::{}>", method.type_name);
        let links = vec![Code::text(".__peer"), List::call(&call, &[args])];
        Self::new(seen, &signature, links)
    }

    fn new(seen: Seen<'_>, signature: &Signature, links: Vec<Code>) -> Self {
        let Seen { method, direction } = seen;
        let member = Margin::NONE.deeper();
        let docs = Docs::new(method.doc.as_deref(), sentences::handle(method, direction));
        let docs = match method.reply {
            Some(_) => docs,
            None => docs.errors("Names each receiver that the message could not be sent to."),
        };
        let body = Chain::new(Code::text("self"), links);
        Self {
            docs: docs.at(member),
            signature: signature.lay_out(member, End::Body),
            body: statement(member.deeper(), &body, ""),
        }
    }
}

fn signature(
    api: &Api,
    method: &Method,
    towards: impl FnOnce(Signature) -> Signature,
) -> Signature {
    let head = format!("pub fn {}", method.rust);
    let signature = towards(Signature::new(head, returns(api, method)).receiver("&self"));
    match method.args.is_empty() {
        true => signature,
        false => signature.parameter("args", args(method)),
    }
}

/// The arguments of a method, as the top of the stub names them.
pub(super) fn args(method: &Method) -> Code {
    Code::text(format!("args::{}", method.type_name))
}

fn returns(api: &Api, method: &Method) -> Code {
    match &method.reply {
        Some(reply) => {
            let reply = Types::new(api, Place::Top).code(reply);
            List::generic("::qrpc_runtime::Promise", vec![reply])
        }
        None => result(Code::text("()"), "::qrpc_runtime::SendError"),
    }
}

/// A `Result`, whatever the user's types are called.
pub(super) fn result(value: Code, error: &str) -> Code {
    List::generic("::core::result::Result", vec![value, Code::text(error)])
}
