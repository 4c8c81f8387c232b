//! The names of the two sides of an API.

use super::{PLAIN_REMEDY, Resolver};
use crate::diagnostic::catalogue::Claimant;
use crate::names::{self, Namespace};
use crate::source::Text;

/// The item that has the name of the side itself.
const SIDE: &str = "the API type";

/// The items generated for each side, with the suffix of their names.
const BESIDE: [(&str, &str); 2] = [
    ("Peer", "the peer type"),
    ("Handlers", "the handlers trait"),
];

impl Resolver<'_> {
    /// Decides the names of both sides, and claims the names of the items generated beside them.
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
            Some(inverted) => self.inverted(inverted, items),
            None => self.derived(name.as_deref(), api, items),
        };
        Some((name?, inverted?))
    }

    fn inverted(&mut self, inverted: &Text, items: &mut Namespace<Claimant>) -> Option<String> {
        let name = self.named(inverted, names::camel(&inverted.value), PLAIN_REMEDY)?;
        self.side(&name, Claimant::generated(inverted, SIDE), items);
        Some(name)
    }

    /// The name of the inverted side if the spec has no name for it.
    fn derived(
        &mut self,
        name: Option<&str>,
        api: &Text,
        items: &mut Namespace<Claimant>,
    ) -> Option<String> {
        let name = names::with_suffix(name?, "Inverted");
        self.side(&name, Claimant::generated(api, "the inverted API"), items);
        Some(name)
    }

    /// Claims the names of one side.
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
