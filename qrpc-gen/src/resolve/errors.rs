//! Resolves the errors that the spec defines.

use std::collections::{HashMap, HashSet};

use super::{Items, PLAIN_REMEDY, Resolver, all};
use crate::diagnostic::catalogue::{self, Claimant};
use crate::model::{ErrorDef, ErrorId};
use crate::names;
use crate::source::Text;
use crate::spec::ErrorDecl;

/// The name of the variant for all other failures in the error type of a method.
const OTHER: &str = "Other";

impl Resolver<'_> {
    pub(super) fn errors(
        &mut self,
        decls: &[ErrorDecl],
        items: &mut Items,
    ) -> Option<Vec<ErrorDef>> {
        all(decls.iter().map(|decl| self.error(decl, items)))
    }

    fn error(&mut self, decl: &ErrorDecl, items: &mut Items) -> Option<ErrorDef> {
        let ErrorDecl {
            name,
            doc,
            message,
            code,
            data,
        } = decl;
        let rust = self.named(name, rust_name(name), PLAIN_REMEDY);
        if let Some(rust) = &rust {
            self.claim_item(
                items,
                name,
                rust,
                Claimant::generated(name, "the error type"),
            );
        }
        let data = self.arguments(data);
        Some(ErrorDef {
            name: name.value.clone(),
            message: match message {
                Some(message) => message.clone(),
                None => derived_message(doc.as_deref(), &name.value),
            },
            rust: rust?,
            origin: self.origin(name),
            doc: doc.clone(),
            code: code.as_ref()?.value,
            data: data?,
        })
    }

    /// Returns the ids of the errors with these names, each id once.
    pub(super) fn raised<'n>(&self, raises: impl Iterator<Item = &'n Text>) -> Vec<ErrorId> {
        let mut seen = HashSet::new();
        let ids = raises.filter_map(|name| self.errors.get(name.value.as_str()).copied());
        ids.filter(|id| seen.insert(*id)).collect()
    }

    /// Checks that the errors that a method raises have different names as variants of its error
    /// type. Each collision is reported once, although many methods may raise the same errors.
    pub(super) fn variants(
        &mut self,
        method: &Text,
        raises: &[ErrorId],
        reported: &mut HashSet<ErrorId>,
    ) {
        let spec = self.scope.spec;
        let mut firsts = HashMap::new();
        for id in raises {
            let name = spec.errors.get(id.0).map(|decl| &decl.name);
            let Some((name, rust)) = name.and_then(|name| Some((name, rust_name(name)?))) else {
                continue;
            };
            let first = *firsts.entry(rust.clone()).or_insert(name);
            // Two errors of one file collide as items of its stub, which has been reported.
            if spec.module_at(first.span) != spec.module_at(name.span) && reported.insert(*id) {
                self.report(catalogue::variant_collision(&rust, method, first, name));
            }
        }
    }
}

/// Returns the Rust name of an error, which is also the name of its variant in the error types of
/// methods; `None` if the name cannot be converted.
fn rust_name(name: &Text) -> Option<String> {
    let rust = names::camel(&name.value)?;
    Some(if rust == OTHER { rust + "_" } else { rust })
}

/// Returns the message of an error for which the spec has no message: the first sentence of its
/// documentation, or else its name in words.
fn derived_message(doc: Option<&str>, name: &str) -> String {
    let paragraph = doc.and_then(|doc| doc.trim_start().split("\n\n").next());
    let text = paragraph.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    match text.filter(|text| !text.is_empty()) {
        Some(text) => match text.find(". ") {
            Some(end) => text.get(..=end).unwrap_or_default().to_owned(),
            None => text,
        },
        None => names::words(name),
    }
}

#[cfg(test)]
mod tests {
    use super::derived_message as message;

    #[test]
    fn the_first_sentence_is_the_message() {
        assert_eq!(message(Some("Too  hot.\nWait. "), "Hot"), "Too hot.");
        assert_eq!(message(Some("No dot\n\nMore."), "Hot"), "No dot");
        assert_eq!(message(Some(" "), "TooHot"), "Too hot");
        assert_eq!(message(None, "HTTPError"), "Http error");
    }
}
