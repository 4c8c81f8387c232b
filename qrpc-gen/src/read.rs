//! The front half of the compiler, from a file to its API.

use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::{check, model, names, spec};

/// Reads a spec, and adds what is wrong with it to `diagnostics`.
///
/// There is an API unless there are errors.
#[must_use]
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Option<model::Api> {
    let tree = spec::load(source, diagnostics)?;
    let spec = spec::lower(&tree, source.text(), diagnostics);
    check::check(&spec, diagnostics);
    let api = names::resolve(&spec, diagnostics);
    api.filter(|_| !diagnostics.has_errors())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::print::{self, Colour};

    fn api(path: &str) -> model::Api {
        let file = format!("{}/../schemas/{path}", env!("CARGO_MANIFEST_DIR"));
        let source = Source::new(path, &std::fs::read(file).unwrap());
        let mut diagnostics = Diagnostics::default();
        let api = read(&source, &mut diagnostics);
        api.unwrap_or_else(|| panic!("{}", print::full(&source, &diagnostics, Colour::Plain)))
    }

    #[test]
    fn both_formats_give_the_same_my_api() {
        assert_eq!(api("my_api.yaml"), api("my_api.toml"));
    }

    #[test]
    fn both_formats_give_the_same_echo_api() {
        assert_eq!(api("echo_api.yaml"), api("echo_api.toml"));
    }

    #[test]
    fn the_lab_can_be_read() {
        assert_eq!(api("lab.yaml").methods.len(), 7);
    }
}
