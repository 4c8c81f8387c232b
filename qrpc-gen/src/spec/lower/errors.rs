//! Reads the definitions of errors, and the lists of errors that methods may answer with.

use super::{Keys, KnownKeys, Lower, foreign};
use crate::diagnostic::catalogue::{self, MapPlace};
use crate::source::{Spanned, Text};
use crate::spec::declaration::{ArgsDecl, ErrorDecl};
use crate::tree::{Entry, NodeKind};

const ERROR_KEYS: KnownKeys = KnownKeys {
    owner: "an error",
    keys: &["code", "message", "doc", "data"],
    members: Some("data"),
    foreign: foreign::ERROR_WORDS,
};

impl Lower<'_> {
    pub(super) fn errors(&mut self, keys: &Keys<'_>) -> Vec<ErrorDecl> {
        let errors = self.entries(keys, "errors", MapPlace::Errors, Self::error);
        errors.unwrap_or_default()
    }

    fn error(&mut self, entry: &Entry) -> ErrorDecl {
        let name = entry.key.clone();
        let Some(map) = self.map(&entry.value, MapPlace::Error(&name.value)) else {
            // The name is kept, since methods may refer to the error.
            return ErrorDecl {
                name,
                doc: None,
                message: None,
                code: None,
                data: ArgsDecl::Fields(Vec::new()),
            };
        };
        let keys = self.keys(map, &ERROR_KEYS);
        if keys.get("code").is_none() && !keys.has_unread() {
            let owner = format!("the error `{}`", name.value);
            let help = "add `code` with an integer, by which the caller recognizes the error";
            self.report(catalogue::missing_key(name.span, &owner, "code", help));
        }
        ErrorDecl {
            name,
            doc: self.doc(&keys),
            message: self.text(&keys, "message").map(|message| message.value),
            code: self.integer(&keys, "code"),
            data: self.args(&keys, "data", MapPlace::Data),
        }
    }

    pub(super) fn integer(&mut self, keys: &Keys<'_>, key: &str) -> Option<Spanned<i64>> {
        let text = self.text(keys, key)?;
        let node = &keys.get(key)?.value;
        match text.value.parse() {
            Ok(number) if !node.is_quoted() => Some(Spanned::new(number, text.span)),
            _ => {
                self.report(catalogue::wrong_integer(node, key));
                None
            }
        }
    }

    /// Reads a list of names under a key; empty if the key is missing.
    pub(super) fn names(&mut self, keys: &Keys<'_>, key: &str) -> Vec<Text> {
        let value = keys.get(key).map(|entry| &entry.value);
        let Some(node) = value.filter(|node| !node.is_nothing()) else {
            return Vec::new();
        };
        let NodeKind::List(items) = &node.kind else {
            self.report(catalogue::names_expected(node, key, self.syntax));
            return Vec::new();
        };
        let subject = format!("an item of `{key}`");
        let names = items.iter().filter_map(|item| self.text_of(item, &subject));
        names.collect()
    }
}
