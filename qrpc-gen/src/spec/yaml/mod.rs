//! Reads YAML into the tree of nodes.
//!
//! The parser stops at an unquoted string that contains `: ` or a bracket. A string at which the
//! parser stops is reported and hidden, and the file is parsed again, so that the string does not
//! hide other mistakes.

mod loader;
mod patched;

use super::traps;
use crate::diagnostic::Diagnostics;
use crate::tree::Node;
use loader::Loader;
use patched::Patched;

/// Reads a file, which must contain one document. Returns `None` if there is no usable tree. All
/// mistakes are reported. In a returned tree, strings that YAML cut have been reported and
/// repaired.
pub(super) fn load(text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut patched = Patched::new(text);
    loop {
        let mut reading = Loader::read(&patched);
        if let Some((trap, whole)) = reading.trap.take() {
            diagnostics.push(trap);
            if whole.is_some_and(|whole| patched.patch(whole)) {
                continue;
            }
        }
        if let Some(tree) = &mut reading.tree {
            traps::mend(tree, text, diagnostics);
        }
        let usable = reading.complete && !reading.mistakes.has_errors();
        diagnostics.append(reading.mistakes);
        return reading.tree.filter(|_| usable);
    }
}
