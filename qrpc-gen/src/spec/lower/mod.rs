//! The second phase: reads the declarations from the tree. This phase checks the shapes of values,
//! not their meaning.

mod cancel;
mod case;
mod entry;
mod enums;
mod errors;
mod field;
mod foreign;
mod keys;
mod lints;
mod members;
mod method;
mod scalar;
mod short_form;
mod types;
mod unions;

use super::declaration::Spec;
use crate::diagnostic::catalogue::{self, MapPlace};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Source, Span, Syntax, Text};
use crate::tree::{Entry, Node, NodeKind};
use keys::{Keys, KnownKeys};

const SPEC_KEYS: KnownKeys = KnownKeys {
    owner: "a spec",
    keys: &[
        "qrpc",
        "api",
        "inverted",
        "version",
        "doc",
        "use",
        "types",
        "errors",
        "raises",
        "timeout",
        "send_defaults",
        "case",
        "unknown_args",
        "fault_code",
        "cancel",
        "allow",
        "warn",
        "methods",
    ],
    members: None,
    foreign: foreign::SPEC_WORDS,
};

/// The keys that have no effect in a file without methods.
const API_KEYS: [&str; 6] = [
    "inverted",
    "raises",
    "timeout",
    "unknown_args",
    "fault_code",
    "cancel",
];

/// Reads the declarations of one file, and reports each part that cannot be read. `unions` counts
/// the unions of all files.
pub(super) fn lower(
    tree: &Node,
    source: &Source,
    unions: &mut usize,
    diagnostics: &mut Diagnostics,
) -> Spec {
    Lower {
        source,
        syntax: source.notation_at(tree.span.start),
        diagnostics,
        unions,
        case: None,
    }
    .spec(tree)
}

struct Lower<'a> {
    /// The text of all files, in which the spans of parts of scalars are found.
    source: &'a Source,
    /// The syntax in which messages show parts of the file.
    syntax: Syntax,
    diagnostics: &'a mut Diagnostics,
    /// The number of unions that were read in all files.
    unions: &'a mut usize,
    /// The function that converts keys of arguments and fields to wire names, if the spec has the
    /// key `case`.
    case: Option<fn(&str) -> String>,
}

impl Lower<'_> {
    fn report(&mut self, mistake: Diagnostic) {
        self.diagnostics.push(mistake);
    }

    fn spec(&mut self, tree: &Node) -> Spec {
        let Some(map) = self.map(tree, MapPlace::Spec) else {
            return Spec::default();
        };
        let outside = SPEC_KEYS.outside(map);
        let members = [outside.types.as_slice(), &outside.methods].concat();
        let keys = self.keys_without(map, &members, &SPEC_KEYS);
        self.outside(&outside.types, "types");
        self.outside(&outside.methods, "methods");
        self.case = self.case(&keys);
        self.format_version(&keys);
        let is_shared = is_shared(&keys) && outside.methods.is_empty();
        if is_shared {
            self.has_no_key_of_apis(&keys);
        } else {
            self.api_is_named(&keys, map);
        }
        if !is_shared && outside.methods.is_empty() {
            self.has_methods(&keys, map);
        }
        let mut types = self.types(&keys);
        types.extend(outside.types.iter().map(|entry| self.type_decl(entry)));
        let methods = self.entries(&keys, "methods", MapPlace::Methods, Self::method);
        Spec {
            files: Vec::new(),
            lacks_files: false,
            uses: self.uses(&keys),
            api: self.text(&keys, "api"),
            inverted: self.text(&keys, "inverted"),
            version: self.text(&keys, "version").map(|version| version.value),
            doc: self.doc(&keys),
            types,
            errors: self.errors(&keys),
            raises: self.names(&keys, "raises"),
            timeout: self.timeout(&keys),
            send_defaults: self.truth(&keys, "send_defaults"),
            ignores_unknown_args: self.ignores_unknown_args(&keys),
            fault_code: self.integer(&keys, "fault_code"),
            cancel: self.cancel(&keys),
            allow: self.allow(&keys),
            warn: self.warn(&keys),
            methods: methods.into_iter().flatten().flatten().collect(),
        }
    }

    fn outside(&mut self, members: &[&Entry], key: &str) {
        for entry in members {
            self.report(catalogue::outside_of(entry, key, self.source));
        }
    }

    /// The paths of the files whose types and errors this file uses.
    fn uses(&mut self, keys: &Keys<'_>) -> Vec<Text> {
        match keys.get("use").map(|entry| &entry.value.kind) {
            Some(NodeKind::Scalar(_)) => self.text(keys, "use").into_iter().collect(),
            _ => self.names(keys, "use"),
        }
    }

    /// Reports keys that have no effect without methods.
    fn has_no_key_of_apis(&mut self, keys: &Keys<'_>) {
        for key in API_KEYS {
            if let Some(entry) = keys.get(key) {
                self.report(catalogue::key_without_methods(&entry.key));
            }
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
            let help = "add `api` with the name of the API, such as `MyApi`";
            self.report(catalogue::missing_key(
                first_key(map),
                "the spec",
                "api",
                help,
            ));
        }
    }

    fn has_methods(&mut self, keys: &Keys<'_>, map: &[Entry]) {
        let span = match keys.get("methods") {
            None => first_key(map),
            Some(entry) if entry.value.is_nothing() || entry.value.is_empty_map() => entry.key.span,
            Some(_) => return,
        };
        self.report(catalogue::no_methods(span, self.syntax));
    }
}

/// Whether a file only has types or errors, for other files to use.
fn is_shared(keys: &Keys<'_>) -> bool {
    let has = |key| keys.get(key).is_some();
    !has("api") && !has("methods") && (has("types") || has("errors")) && !keys.has_unread()
}

fn first_key(map: &[Entry]) -> Span {
    map.first().map(|entry| entry.key.span).unwrap_or_default()
}
