//! The second phase: the tree to what the spec says. Shapes are checked here, meaning is not.

mod entry;
mod field;
mod keys;
mod method;
mod scalar;
mod short_form;
mod types;

use super::declaration::Spec;
use super::node::{Entry, Node};
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::source::Span;
use keys::{Keys, Shape};

const SPEC: Shape = Shape {
    owner: "a spec",
    keys: &[
        "qrpc", "api", "inverted", "version", "doc", "types", "methods",
    ],
    later: &["case", "use", "errors", "send_defaults"],
};

/// Reads what a spec says, as far as it can be read, whatever is to be reported.
pub(crate) fn lower(tree: &Node, text: &str, diagnostics: &mut Diagnostics) -> Spec {
    Lower { text, diagnostics }.spec(tree)
}

struct Lower<'a> {
    /// The text of the file, for the places within scalars.
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
}

impl Lower<'_> {
    fn report(&mut self, mistake: Diagnostic) {
        self.diagnostics.push(mistake);
    }

    fn spec(&mut self, tree: &Node) -> Spec {
        let Some(map) = self.map(tree, "a spec") else {
            return Spec::default();
        };
        let keys = Keys::read(map, &SPEC, self.diagnostics);
        self.format_version(&keys);
        self.api_is_named(&keys, map);
        self.has_methods(&keys, map);
        let types = self.entries(&keys, "types", Self::type_decl);
        let methods = self.entries(&keys, "methods", Self::method);
        Spec {
            api: self.text(&keys, "api"),
            inverted: self.text(&keys, "inverted"),
            version: self.text(&keys, "version").map(|version| version.value),
            doc: self.doc(&keys),
            types: types.unwrap_or_default(),
            methods: methods.into_iter().flatten().flatten().collect(),
        }
    }

    fn format_version(&mut self, keys: &Keys<'_>) {
        if let Some(version) = self
            .text(keys, "qrpc")
            .filter(|version| version.value != "1")
        {
            self.report(catalogue::wrong_format_version(&version));
        }
    }

    fn api_is_named(&mut self, keys: &Keys<'_>, map: &[Entry]) {
        if keys.get("api").is_none() {
            let help = "name the API at the top of the file, such as `MyApi`";
            self.report(catalogue::missing_key(
                first_key(map),
                "the spec",
                "api",
                help,
            ));
        }
    }

    fn has_methods(&mut self, keys: &Keys<'_>, map: &[Entry]) {
        match keys.get("methods") {
            None => self.report(catalogue::no_methods(first_key(map))),
            Some(entry) if entry.value.is_empty() => {
                self.report(catalogue::no_methods(entry.key.span));
            }
            Some(_) => {}
        }
    }
}

fn first_key(map: &[Entry]) -> Span {
    map.first().map(|entry| entry.key.span).unwrap_or_default()
}
