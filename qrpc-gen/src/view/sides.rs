//! One side of an API: its API type, and the items that belong to it.

use super::calls::Call;
use super::docs::Docs;
use super::handlers::Handlers;
use super::layout::{Fragment, List, Margin, assign};
use super::lints;
use super::methods::{ArgumentForm, arguments};
use super::seen::{Names, Seen, SideData};
use super::sentences::{self, code, link};
use crate::model::Direction;

/// One side of an API.
#[derive(Clone, Debug)]
pub(crate) struct SideView {
    pub(crate) names: Names,
    pub(crate) docs: String,
    /// The public fields, each with its documentation.
    pub(crate) handles: Vec<String>,
    pub(crate) calls: Vec<Call>,
    pub(crate) peer_docs: String,
    pub(crate) peer_calls: Vec<Call>,
    /// The handlers trait, and its async form.
    pub(crate) handlers: Vec<Handlers>,
}

impl SideView {
    pub(super) fn new(source: &SideData<'_>) -> Self {
        let api = source.api;
        let names = source.names.clone();
        let peer_docs = format!(
            "One or several peers of [`{}`], with the methods that they answer.",
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
                .map(|seen| handle(*seen, &names))
                .collect(),
            calls: source
                .outgoing()
                .map(|seen| Call::of_api(api, seen))
                .collect(),
            peer_docs: Docs::plain(peer_docs).at(Margin::NONE),
            peer_calls: source
                .outgoing()
                .map(|seen| Call::of_peer(api, seen, &names.side))
                .collect(),
            handlers: Handlers::of_side(source),
            names,
        }
    }
}

impl SideData<'_> {
    fn docs(&self) -> Docs {
        let plain = format!("One side of the API {}.", code(&self.api.name));
        let mut docs = Docs::new(self.api.doc.as_deref(), plain);
        if let Some(version) = &self.api.version {
            docs = docs.and(format!("Version {}.", sentences::text(version)));
        }
        let task = format!(
            "Answers {}, calls {}.",
            names(self.incoming()),
            names(self.outgoing())
        );
        match self.inverse {
            Some(inverse) => docs.and(format!("{task} The other side is [`{inverse}`].")),
            None => docs.and(task),
        }
    }
}

fn names<'a>(methods: impl Iterator<Item = Seen<'a>>) -> String {
    sentences::names(methods.map(|seen| seen.method.rust.as_str()), "methods")
}

/// Returns the public field for a method, with its documentation.
fn handle(seen: Seen<'_>, names: &Names) -> String {
    let method = seen.method;
    let margin = Margin::NONE.deeper();
    let mut parameters = vec![
        Fragment::text(&names.side),
        Fragment::text(format!("methods::{}", method.type_name)),
    ];
    if arguments(method) == ArgumentForm::None {
        parameters.push(Fragment::text("__rt::NoArgs"));
    }
    let (kind, docs) = match seen.direction {
        Direction::Incoming => ("Incoming", link(&names.handlers, method)),
        Direction::Outgoing => ("Outgoing", link(&names.side, method)),
        Direction::Both => ("Both", link(&names.side, method)),
    };
    let ty = List::generic(&format!("__rt::{kind}"), parameters);
    let field = assign(margin, &format!("pub {}:", method.rust), &ty, ",");
    let docs = Docs::plain(format!("The handle of {docs}."));
    docs.deprecated(method.deprecated.as_deref()).at(margin) + &margin.new_line() + &field
}
