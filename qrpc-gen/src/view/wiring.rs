//! What makes a side known to the runtime.

use super::layout::{Code, List, Margin, assign, impl_header, record};
use super::seen::Source;
use super::{lints, literals};

/// What makes a side known to the runtime.
#[derive(Clone, Debug)]
pub(crate) struct Wiring {
    /// Opens the implementation of each trait.
    pub(crate) deref: String,
    pub(crate) side: String,
    pub(crate) name: String,
    pub(crate) peer: String,
    /// What the function needs that makes the side of an API of the runtime; and how it does that.
    pub(crate) lints: String,
    pub(crate) body: String,
    pub(crate) invert: Option<Invert>,
}

/// What makes the other side known to the runtime.
#[derive(Clone, Debug)]
pub(crate) struct Invert {
    pub(crate) header: String,
    pub(crate) inverse: String,
}

impl Wiring {
    pub(super) fn new(source: &Source<'_>) -> Self {
        let name = &source.names.side;
        let member = Margin::NONE.deeper();
        let text = Code::text(literals::text(name));
        let body = body(source, member.deeper());
        let methods = source.methods.iter().map(|seen| seen.method);
        let lints = &lints::of_body(&body) | &lints::of_uses(methods);
        Self {
            deref: header("::core::ops::Deref", name),
            side: header("::qrpc_runtime::codegen::Side", name),
            name: assign(member, "const NAME: &'static str =", &text, ";"),
            peer: assign(member, "type Peer =", &Code::text(&source.names.peer), ";"),
            lints: lints::above(&lints, member),
            body,
            invert: source.inverse.map(|inverse| Invert::new(name, inverse)),
        }
    }
}

impl Invert {
    fn new(name: &str, inverse: &str) -> Self {
        let member = Margin::NONE.deeper();
        Self {
            header: header("::qrpc_runtime::codegen::Invert", name),
            inverse: assign(member, "type Inverse =", &Code::text(inverse), ";"),
        }
    }
}

fn header(path: &str, name: &str) -> String {
    impl_header(Margin::NONE, "", &Code::text(path), name)
}

fn body(source: &Source<'_>, margin: Margin) -> String {
    let handles = source.methods.iter().map(|seen| {
        let new = List::call(&format!("{}::new", seen.handle_type()), &["&api"]);
        (seen.method.rust.as_str(), Some(new))
    });
    let api = ("__api", Some(Code::text("api")));
    let entries: Vec<_> = handles.chain([api]).collect();
    record(margin, &entries)
}
