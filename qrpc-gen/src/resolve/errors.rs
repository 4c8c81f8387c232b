//! Resolves the errors that the spec defines.

use std::collections::HashSet;

use super::{Items, PLAIN_REMEDY, Resolver, all};
use crate::diagnostic::catalogue::Claimant;
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
        let rust = self.named(name, names::camel(&name.value), PLAIN_REMEDY);
        let rust = rust.map(|rust| if rust == OTHER { rust + "_" } else { rust });
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
}

/// Returns the message of an error that has none of its own: the first sentence of its
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
