//! Identifiers that must differ from each other.

use std::collections::HashMap;

use crate::diagnostic::Diagnostics;
use crate::diagnostic::catalogue::{self, Claimant};

/// The names of one module, struct or enum of the generated code.
#[derive(Default)]
pub(super) struct Namespace {
    taken: HashMap<String, Claimant>,
}

impl Namespace {
    /// Takes a name, and returns whether it was free; reports it otherwise.
    pub(super) fn claim(
        &mut self,
        rust: &str,
        claimant: Claimant,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Some(first) = self.taken.get(rust) else {
            self.taken.insert(rust.to_owned(), claimant);
            return true;
        };
        // The same name twice in one map is a mistake of its own, which has been reported.
        let is_generated = first.generated.is_some() || claimant.generated.is_some();
        if is_generated || first.name.value != claimant.name.value {
            diagnostics.push(catalogue::name_collision(rust, first, &claimant));
        }
        false
    }
}
