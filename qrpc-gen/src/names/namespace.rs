//! Identifiers that must differ from each other.

use std::collections::HashMap;

use crate::diagnostic::catalogue::Claimant;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Text;

/// The names of one module, struct or enum of the generated code.
#[derive(Default)]
pub(super) struct Namespace {
    taken: HashMap<String, Claimant>,
}

impl Namespace {
    /// Takes a name for what the spec calls `name`; reports it if it is taken.
    pub(super) fn claim(&mut self, rust: &str, name: &Text, diagnostics: &mut Diagnostics) {
        let claimant = Claimant {
            name: name.clone(),
            generated: None,
        };
        self.insert(rust, claimant, diagnostics);
    }

    /// Takes a name for what is generated because something is called `name`.
    pub(super) fn claim_generated(
        &mut self,
        rust: &str,
        name: &Text,
        what: &'static str,
        diagnostics: &mut Diagnostics,
    ) {
        let claimant = Claimant {
            name: name.clone(),
            generated: Some(what),
        };
        self.insert(rust, claimant, diagnostics);
    }

    fn insert(&mut self, rust: &str, claimant: Claimant, diagnostics: &mut Diagnostics) {
        match self.taken.get(rust) {
            Some(first) => diagnostics.push(catalogue::name_collision(rust, first, &claimant)),
            None => {
                self.taken.insert(rust.to_owned(), claimant);
            }
        }
    }
}
