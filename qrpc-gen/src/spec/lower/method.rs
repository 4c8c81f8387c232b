//! Reads methods.

use heck::ToUpperCamelCase as _;

use super::{Keys, Lower, Shape, foreign};
use crate::diagnostic::catalogue::{self, Place, Slot};
use crate::spec::declaration::{ArgsDecl, MethodDecl, ReturnsDecl};
use crate::spec::node::{Entry, Kind};

const METHOD: Shape = Shape {
    owner: "a method",
    keys: &[
        "direction",
        "has_reply",
        "returns",
        "args",
        "doc",
        "wire",
        "allow_positional_args",
        "timeout",
    ],
    later: &["raises", "params", "deprecated", "since"],
    foreign: foreign::METHOD,
};

impl Lower<'_> {
    pub(super) fn method(&mut self, entry: &Entry) -> Option<MethodDecl> {
        let map = self.map(&entry.value, Place::Method(&entry.key.value))?;
        let keys = self.method_keys(map, entry);
        self.has_direction(&keys, entry);
        Some(MethodDecl {
            key: entry.key.clone(),
            wire: self.text(&keys, "wire"),
            doc: self.doc(&keys),
            direction: self.direction(&keys),
            has_reply: self.truth(&keys, "has_reply"),
            returns: self.returns(&keys, entry),
            args: self.args(&keys),
            positional: self
                .truth(&keys, "allow_positional_args")
                .is_some_and(|positional| positional.value),
            timeout: self.timeout(&keys),
        })
    }

    /// Reads the keys of a method. Arguments among them are reported as one mistake.
    fn method_keys<'n>(&mut self, map: &'n [Entry], method: &Entry) -> Keys<'n> {
        let arguments = METHOD.fields(map);
        let keys = self.keys_without(map, &arguments, &METHOD);
        if !arguments.is_empty() {
            let syntax = self.source.notation();
            self.report(catalogue::arguments_outside(
                &method.key,
                &arguments,
                syntax,
            ));
        }
        keys
    }

    fn has_direction(&mut self, keys: &Keys<'_>, entry: &Entry) {
        if keys.get("direction").is_none() {
            let help = "say who calls it: `incoming`, `outgoing` or `both`";
            let owner = format!("the method `{}`", entry.key.value);
            let span = entry.key.span;
            self.report(catalogue::missing_key(span, &owner, "direction", help));
        }
    }

    fn returns(&mut self, keys: &Keys<'_>, method: &Entry) -> Option<ReturnsDecl> {
        let entry = keys.get("returns")?;
        let record = format!("{}Reply", method.key.value).to_upper_camel_case();
        let slot = Slot {
            subject: "`returns`",
            key: "returns",
            record: &record,
        };
        Some(ReturnsDecl {
            key: entry.key.span,
            ty: self.type_only(&entry.value, slot),
        })
    }

    fn args(&mut self, keys: &Keys<'_>) -> ArgsDecl {
        let value = keys.get("args").map(|entry| &entry.value);
        match value.map(|node| &node.kind) {
            Some(Kind::Scalar(scalar)) if !scalar.text.is_empty() => {
                let text = value.and_then(|node| self.text_of(node, "`args`"));
                text.map_or(ArgsDecl::Fields(Vec::new()), ArgsDecl::Record)
            }
            _ => {
                let field = |lower: &mut Self, entry: &Entry| lower.field(entry, "an argument");
                ArgsDecl::Fields(
                    self.entries(keys, "args", Place::Args, field)
                        .unwrap_or_default(),
                )
            }
        }
    }
}
