//! The two sides of an API.

use super::namespace::Namespace;
use super::{PLAIN_REMEDY, Resolver, identifier};
use crate::diagnostic::catalogue::Claimant;
use crate::source::Text;

/// What has the name of a side itself.
const SIDE: &str = "the API type";

/// What is generated for each side, under its name and this ending.
const BESIDE: [(&str, &str); 2] = [
    ("Peer", "the peer type"),
    ("Handlers", "the handlers trait"),
];

impl Resolver<'_> {
    /// The names of both sides. What is generated beside them takes its names, too.
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

    /// The name of the inverted side where the spec has none for it.
    fn derived(&mut self, name: Option<&str>, api: &Text, items: &mut Namespace) -> Option<String> {
        let name = format!("{}Inverted", name?);
        self.side(&name, Claimant::generated(api, "the inverted API"), items);
        Some(name)
    }

    /// Takes the names of one side.
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
