//! The marker types of methods.

use super::docs::Docs;
use super::layout::{Chain, Code, List, assign, impl_header};
use super::lints;
use super::literals;
use super::sentences;
use super::types::{Place, Types};
use crate::model::{Api, Method, Params};

/// The marker type of a method.
#[derive(Clone, Debug)]
pub(crate) struct Marker {
    pub(crate) docs: String,
    pub(crate) name: String,
    pub(crate) header: String,
    pub(crate) spec: String,
    pub(crate) args: String,
    pub(crate) reply: String,
    pub(crate) error: String,
    pub(crate) mode: &'static str,
}

impl Marker {
    pub(crate) fn new(api: &Api, method: &Method) -> Self {
        let item = Place::Module.margin();
        let member = item.deeper();
        let path = Code::text("::qrpc_runtime::codegen::Method");
        let spec = "const SPEC: ::qrpc_runtime::codegen::MethodSpec =";
        let types = Types::new(api, Place::Module);
        let (reply, mode) = match &method.reply {
            Some(reply) => (types.code(reply), "Call"),
            None => (Code::text("()"), "Notification"),
        };
        let mut lints = lints::of_text(&method.wire);
        lints.extend(
            method
                .reply
                .iter()
                .flat_map(|ty| lints::of_type(types, ty, &reply)),
        );
        Self {
            docs: Docs::new(method.doc.as_deref(), sentences::method(method))
                .and_if(sentences::since(method))
                .and_if(sentences::timeout(method))
                .at(item),
            name: method.type_name.clone(),
            header: lints::above(&lints, item) + &impl_header(item, "", &path, &method.type_name),
            spec: assign(member, spec, &self::spec(method), ";"),
            args: assign(member, "type Args =", &args(method), ";"),
            reply: assign(member, "type Reply =", &reply, ";"),
            error: assign(member, "type Error =", &error(types, method), ";"),
            mode,
        }
    }
}

fn spec(method: &Method) -> Code {
    let wire = literals::text(&method.wire);
    let new = List::call("::qrpc_runtime::codegen::MethodSpec::new", &[&wire]);
    let mut links = Vec::new();
    if method.positional || method.params == Params::ByPosition {
        links.push(Code::text(".positional()"));
    }
    if let Some(timeout) = method.timeout {
        let millis = literals::integer(&timeout.as_millis());
        links.push(Code::text(format!(".timeout_millis({millis})")));
    }
    if links.is_empty() {
        new
    } else {
        Chain::code(new, links)
    }
}

fn args(method: &Method) -> Code {
    if method.args.is_empty() {
        Code::text("::qrpc_runtime::NoArgs")
    } else {
        Code::text(format!("super::args::{}", method.type_name))
    }
}

fn error(types: Types<'_>, method: &Method) -> Code {
    match &method.error {
        Some(error) => Code::text(types.place.path(error)),
        None => Code::text("::qrpc_runtime::CallError"),
    }
}
