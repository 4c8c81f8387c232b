//! YAML into the tree of nodes.
//!
//! A text without quotes that holds `: ` or a bracket ends the parser's work. Its extent is known,
//! so the file is parsed again without it, and one such text hides no other mistake.

mod loader;
mod patched;

use super::node::Node;
use super::traps;
use crate::diagnostic::Diagnostics;
use loader::Loader;
use patched::Patched;

/// Reads the one document of a file. What is wrong has been reported where there is no node;
/// where there is one, texts that YAML cut have been reported, and put together.
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
