//! The names of the two sides of an API.

use super::namespace::Namespace;
use super::{PLAIN_REMEDY, Resolver, identifier};
use crate::diagnostic::catalogue::Claimant;
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
    pub(super) fn sides(&mut self, items: &mut Namespace) -> Option<(String, String)> {
        let spec = self.scope.spec;
        let api = spec.api.as_ref()?;
        let name = self.named(api, identifier::camel(&api.value), PLAIN_REMEDY);
        if let Some(name) = &name {
            self.side(name, Claimant::generated(api, SIDE), items);
        }
        let inverted = match &spec.inverted {
            Some(inverted) => self.inverted(inverted, items),
            None => self.derived(name.as_deref(), api, items),
        };
        Some((name?, inverted?))
    }

    fn inverted(&mut self, inverted: &Text, items: &mut Namespace) -> Option<String> {
        let name = self.named(inverted, identifier::camel(&inverted.value), PLAIN_REMEDY)?;
        self.side(&name, Claimant::generated(inverted, SIDE), items);
        Some(name)
    }

    /// The name of the inverted side if the spec has no name for it.
    fn derived(&mut self, name: Option<&str>, api: &Text, items: &mut Namespace) -> Option<String> {
        let name = format!("{}Inverted", name?);
        self.side(&name, Claimant::generated(api, "the inverted API"), items);
        Some(name)
    }

    /// Claims the names of one side.
    fn side(&mut self, rust: &str, claimant: Claimant, items: &mut Namespace) {
        let name = claimant.name.clone();
        if !items.claim(rust, claimant, self.diagnostics) {
            return;
        }
        for (suffix, what) in BESIDE {
            let claimant = Claimant::generated(&name, what);
            items.claim(&format!("{rust}{suffix}"), claimant, self.diagnostics);
        }
    }
}
