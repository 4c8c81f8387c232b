//! One side of an API: the type that a program builds, and the items that belong to it.

use super::calls::Call;
use super::docs::Docs;
use super::handlers::Handlers;
use super::layout::{Code, List, Margin, assign};
use super::lints;
use super::seen::{Names, Seen, Source};
use super::sentences::{self, code};
use super::wiring::Wiring;
use crate::model::{Api, Side};

/// One side of an API.
#[derive(Clone, Debug)]
pub(crate) struct SideView {
    pub(crate) names: Names,
    pub(crate) docs: String,
    /// The public fields, each with its documentation.
    pub(crate) handles: Vec<String>,
    pub(crate) calls: Vec<Call>,
    pub(crate) wiring: Wiring,
    pub(crate) peer_docs: String,
    pub(crate) peer_calls: Vec<Call>,
    pub(crate) handlers: Handlers,
}

impl SideView {
    /// Creates the view of a side; `inverse` is the other side, if the stub contains it.
    pub(crate) fn new(api: &Api, side: Side, inverse: Option<Side>) -> Self {
        let source = Source::new(api, side, inverse);
        let names = source.names.clone();
        let peer_docs = format!(
            "One peer of [`{}`], or several. A handler gets the sender of a message as one.",
            names.side
        );
        let fields = source.methods.iter().map(|seen| seen.method.rust.as_str());
        let lints = lints::of_struct(&names.side, fields.chain(["__api"]));
        Self {
            docs: source
                .docs()
                .allowing(lints)
                .allowing(lints::unused())
                .at(Margin::NONE),
            handles: source
                .methods
                .iter()
                .map(|seen| handle(*seen, &names.side))
                .collect(),
            calls: source
                .outgoing()
                .map(|seen| Call::of_api(api, seen))
                .collect(),
            wiring: Wiring::new(&source),
            peer_docs: Docs::plain(peer_docs).at(Margin::NONE),
            peer_calls: source
                .outgoing()
                .map(|seen| Call::of_peer(api, seen))
                .collect(),
            handlers: Handlers::new(&source),
            names,
        }
    }
}

impl Source<'_> {
    fn docs(&self) -> Docs {
        let plain = format!("One side of the API {}.", code(&self.api.name));
        let mut docs = Docs::new(self.api.doc.as_deref(), plain);
        if let Some(version) = &self.api.version {
            docs = docs.and(format!("Version {}.", sentences::text(version)));
        }
        let task = format!(
            "This side answers {}, and calls {}.",
            sentences::list(self.incoming()),
            sentences::list(self.outgoing())
        );
        match self.inverse {
            Some(inverse) => docs.and(format!("{task} The other side is [`{inverse}`].")),
            None => docs.and(task),
        }
    }
}

/// The public field of a method.
fn handle(seen: Seen<'_>, side: &str) -> String {
    let method = seen.method;
    let margin = Margin::NONE.deeper();
    let mut parameters = vec![
        Code::text(side),
        Code::text(format!("methods::{}", method.type_name)),
    ];
    if method.args.is_empty() {
        parameters.push(Code::text("::qrpc_runtime::NoArgs"));
    }
    let ty = format!("::qrpc_runtime::{}", seen.handle());
    let ty = List::generic(&ty, parameters);
    let field = assign(margin, &format!("pub {}:", method.rust), &ty, ",");
    let docs = seen.docs().deprecated(method.deprecated.as_deref());
    docs.at(margin) + &margin.new_line() + &field
}
