//! The lints that a spec turns off and on.

use super::{Keys, Lower};
use crate::diagnostic::{Code, catalogue, lints};

impl Lower<'_> {
    pub(super) fn allow(&mut self, keys: &Keys<'_>) -> Vec<Code> {
        self.lints(keys, "allow", &lints::ON)
    }

    pub(super) fn warn(&mut self, keys: &Keys<'_>) -> Vec<Code> {
        self.lints(keys, "warn", &lints::OFF)
    }

    /// The lints in a list, each of which must be among `changeable` and can be named once.
    fn lints(&mut self, keys: &Keys<'_>, key: &str, changeable: &[Code]) -> Vec<Code> {
        let mut found: Vec<Code> = Vec::new();
        for name in self.names(keys, key) {
            let named = |code: &&Code| code.name() == name.value;
            let code = Code::ALL.iter().find(named).copied();
            let is_lint = |code: &Code| lints::ON.contains(code) || lints::OFF.contains(code);
            let mistake = match code {
                Some(code) if changeable.contains(&code) && !found.contains(&code) => {
                    found.push(code);
                    continue;
                }
                Some(code) if is_lint(&code) => catalogue::lint_unchanged(&name, key),
                Some(code) => catalogue::error_as_lint(&name, code),
                None => catalogue::unknown_lint(&name, changeable),
            };
            self.report(mistake);
        }
        found
    }
}
