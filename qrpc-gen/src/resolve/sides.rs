//! The names of the two sides of an API.

use super::{PLAIN_REMEDY, Resolver};
use crate::diagnostic::catalogue::{self, Claimant};
use crate::names::{self, Namespace};
use crate::source::Text;

/// The description of the item that has the name of the side itself, for messages.
const SIDE: &str = "the API type";

/// The suffix of the inverted side's name, for a spec without the key `inverted`.
const INVERTED: &str = "Inverted";

/// The suffixes of the items that are generated for each side, with their descriptions for
/// messages.
const BESIDE: [(&str, &str); 3] = [
    ("Peer", "the peer type"),
    ("Handlers", "the handlers trait"),
    ("AsyncHandlers", "the async handlers trait"),
];

impl Resolver<'_> {
    /// Decides the Rust names of both sides, and claims the names of the items that are generated
    /// for each of them. Returns the Rust names of the API type and of the inverted API type.
    pub(super) fn sides(
        &mut self,
        api: Option<&Text>,
        inverted: Option<&Text>,
        items: &mut Namespace<Claimant>,
    ) -> Option<(String, String)> {
        let api = api?;
        let name = self.named(api, names::camel(&api.value), PLAIN_REMEDY);
        if let Some(name) = &name {
            self.side(name, Claimant::generated(api, SIDE), items);
        }
        let inverted = match inverted {
            Some(inverted) => self.inverted(inverted, (api, name.as_deref()), items),
            None => self.derived(name.as_deref(), api, items),
        };
        Some((name?, inverted?))
    }

    /// `api` is the name of the API in the spec and in Rust.
    fn inverted(
        &mut self,
        inverted: &Text,
        (api, rust): (&Text, Option<&str>),
        items: &mut Namespace<Claimant>,
    ) -> Option<String> {
        let name = self.named(inverted, names::camel(&inverted.value), PLAIN_REMEDY)?;
        if rust == Some(name.as_str()) {
            let derived = names::with_suffix(&name, INVERTED);
            self.report(catalogue::same_sides(api, inverted, &name, &derived));
            return None;
        }
        self.side(&name, Claimant::generated(inverted, SIDE), items);
        Some(name)
    }

    /// Returns the name of the inverted side for a spec without the key `inverted`.
    fn derived(
        &mut self,
        name: Option<&str>,
        api: &Text,
        items: &mut Namespace<Claimant>,
    ) -> Option<String> {
        let name = names::with_suffix(name?, INVERTED);
        self.side(&name, Claimant::generated(api, "the inverted API"), items);
        Some(name)
    }

    /// Claims the name of one side, and of the items that are generated for it.
    fn side(&mut self, rust: &str, claimant: Claimant, items: &mut Namespace<Claimant>) {
        let name = claimant.name.clone();
        if !self.claim(items, rust, claimant) {
            return;
        }
        for (suffix, what) in BESIDE {
            let claimant = Claimant::generated(&name, what);
            self.claim(items, &names::with_suffix(rust, suffix), claimant);
        }
    }
}
