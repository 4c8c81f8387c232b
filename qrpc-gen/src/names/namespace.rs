//! Sets of identifiers that must differ from each other.

use std::collections::HashMap;

use crate::diagnostic::Diagnostics;
use crate::diagnostic::catalogue::{self, Claimant};

/// The names in one module, struct or enum of the generated code.
#[derive(Default)]
pub(super) struct Namespace {
    taken: HashMap<String, Claimant>,
}

impl Namespace {
    /// Claims a name. Returns whether it was free; otherwise reports a collision.
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
        // A duplicated key in one map is another mistake, which has been reported.
        let is_generated = first.generated.is_some() || claimant.generated.is_some();
        if is_generated || first.name.value != claimant.name.value {
            diagnostics.push(catalogue::name_collision(rust, first, &claimant));
        }
        false
    }
}
