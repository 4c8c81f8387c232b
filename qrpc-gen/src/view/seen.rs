//! An API seen from one of its sides.

use super::docs::Docs;
use super::index::IndexedApi;
use super::layout::Fragment;
use super::lints::{self, Lints};
use super::sentences;
use super::types::{Level, Types};
use crate::model::{Direction, Method, Side};
use crate::names;

/// The names of the types that belong to a side.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub(crate) side: String,
    pub(crate) peer: String,
    pub(crate) handlers: String,
    pub(crate) async_handlers: String,
}

/// Everything that the view of one side is made from.
#[derive(Debug)]
pub(super) struct SideData<'a> {
    pub(super) api: &'a IndexedApi<'a>,
    pub(super) names: Names,
    /// The name of the other side; `None` if the stub contains only this side.
    pub(super) inverse: Option<&'a str>,
    pub(super) methods: Vec<Seen<'a>>,
}

/// A method, with its direction as seen from one side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) method: &'a Method,
    pub(super) direction: Direction,
    /// The documentation that the author wrote; `None` if there is none.
    docs: Option<&'a Docs>,
}

impl<'a> SideData<'a> {
    pub(super) fn new(api: &'a IndexedApi<'a>, side: Side, inverse: Option<Side>) -> Self {
        let name = api.side_name(side);
        let seen = |(method, docs): (&'a Method, Option<&'a Docs>)| Seen {
            method,
            direction: method.direction.seen_from(side),
            docs,
        };
        Self {
            api,
            names: Names {
                side: name.to_owned(),
                peer: names::with_suffix(name, "Peer"),
                handlers: names::with_suffix(name, "Handlers"),
                async_handlers: names::with_suffix(name, "AsyncHandlers"),
            },
            inverse: inverse.map(|inverse| api.side_name(inverse)),
            methods: api.documented_methods().map(seen).collect(),
        }
    }

    /// The methods that the side answers.
    pub(super) fn incoming(&self) -> impl Iterator<Item = Seen<'a>> {
        self.methods
            .iter()
            .copied()
            .filter(|seen| seen.direction.answers())
    }

    /// The methods that the side calls.
    pub(super) fn outgoing(&self) -> impl Iterator<Item = Seen<'a>> {
        self.methods
            .iter()
            .copied()
            .filter(|seen| seen.direction.calls())
    }
}

impl Seen<'_> {
    /// The documentation of the method's functions, without the section `# Errors`.
    pub(super) fn docs(self) -> Docs {
        let method = self.method;
        let docs = self.docs.cloned();
        docs.unwrap_or_else(|| Docs::plain(sentences::roles(method, self.direction)))
            .and_if(sentences::since(method.since.as_deref()))
            .and_if(sentences::timeout(method))
    }

    /// The lints that a function for this method may trigger by its name or its result.
    pub(super) fn lints(self, api: &IndexedApi<'_>, returns: &Fragment) -> Lints {
        let types = Types::new(api, Level::Top);
        let reply = self.method.reply.iter();
        let lints = reply.flat_map(|ty| lints::of_type(types, ty, returns));
        lints.chain(lints::of_function(&self.method.rust)).collect()
    }
}
