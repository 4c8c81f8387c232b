//! Reads methods.

use heck::ToUpperCamelCase as _;

use super::{Keys, KnownKeys, Lower, foreign};
use crate::diagnostic::catalogue::{self, MapPlace, Slot};
use crate::model::Params;
use crate::source::Spanned;
use crate::spec::declaration::{ArgsDecl, MethodDecl, ReturnsDecl};
use crate::tree::Expression;
use crate::tree::{Entry, NodeKind};

const METHOD_KEYS: KnownKeys = KnownKeys {
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
        "raises",
        "params",
        "deprecated",
        "since",
    ],
    members: Some("args"),
    foreign: foreign::METHOD_WORDS,
};

impl Lower<'_> {
    pub(super) fn method(&mut self, entry: &Entry) -> Option<MethodDecl> {
        let map = self.map(&entry.value, MapPlace::Method(&entry.key.value))?;
        let keys = self.method_keys(map, entry);
        self.has_direction(&keys, entry);
        let has_reply = self.truth(&keys, "has_reply");
        let returns = self.returns(&keys, entry);
        let is_expected = has_reply.is_some_and(|has_reply| has_reply.value);
        Some(MethodDecl {
            key: entry.key.clone(),
            wire: self.text(&keys, "wire"),
            doc: self.doc(&keys),
            direction: self.direction(&keys),
            has_reply,
            returns: returns.or_else(|| unread_reply(&keys).filter(|_| is_expected)),
            args: self.args(&keys, "args", MapPlace::Args),
            params: self.params(&keys),
            positional: self.truth(&keys, "allow_positional_args"),
            raises: self.names(&keys, "raises"),
            timeout: self.timeout(&keys),
            deprecated: self.note(&keys, "deprecated"),
            since: self.note(&keys, "since"),
        })
    }

    /// Reads the keys of a method. If arguments are among the keys, they are reported together as
    /// one mistake.
    fn method_keys<'n>(&mut self, map: &'n [Entry], method: &Entry) -> Keys<'n> {
        let arguments = METHOD_KEYS.fields(map);
        let keys = self.keys_without(map, &arguments, &METHOD_KEYS);
        if !arguments.is_empty() {
            let syntax = self.syntax;
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
            let help = "add `direction`: `incoming`, `outgoing` or `both`";
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

    fn params(&mut self, keys: &Keys<'_>) -> Option<Spanned<Params>> {
        let text = self.text(keys, "params")?;
        match text.value.as_str() {
            "by-name" => Some(Spanned::new(Params::ByName, text.span)),
            "by-position" => Some(Spanned::new(Params::ByPosition, text.span)),
            _ => {
                self.report(catalogue::wrong_params(&text));
                None
            }
        }
    }

    /// Reads the arguments of a method, or the data of an error.
    pub(super) fn args(&mut self, keys: &Keys<'_>, key: &str, place: MapPlace<'_>) -> ArgsDecl {
        let value = keys.get(key).map(|entry| &entry.value);
        match value.map(|node| &node.kind) {
            Some(NodeKind::Scalar(scalar)) if !scalar.text.is_empty() => {
                let text = value.and_then(|node| self.text_of(node, &format!("`{key}`")));
                text.map_or(ArgsDecl::Fields(Vec::new()), |text| {
                    match text.value.as_str() {
                        "any" => ArgsDecl::Any(text),
                        _ => ArgsDecl::Record(text),
                    }
                })
            }
            _ => {
                let fields = self.fields(keys, key, place, place.member());
                ArgsDecl::Fields(fields.unwrap_or_default())
            }
        }
    }
}

/// Returns an unread reply for a method with `has_reply` but without `returns`, if one of its keys
/// was unknown. The unknown key, which was perhaps meant as `returns`, has been reported, so that
/// no second message about a missing type follows.
fn unread_reply(keys: &Keys<'_>) -> Option<ReturnsDecl> {
    let key = &keys.get("has_reply")?.key;
    let is_misnamed = key.value != "has_reply";
    (is_misnamed || keys.has_unread()).then(|| ReturnsDecl {
        key: key.span,
        ty: Expression::unread(key.span),
    })
}
