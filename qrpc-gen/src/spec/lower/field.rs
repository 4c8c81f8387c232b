//! Reads arguments and fields, in their short and in their long form.

use heck::ToUpperCamelCase as _;

use super::members::Members;
use super::{Lower, Shape, foreign};
use crate::diagnostic::catalogue::{self, Slot};
use crate::spec::Expression;
use crate::spec::declaration::{DefaultDecl, FieldDecl, Notation};
use crate::spec::node::{Entry, Kind};

const FIELD: Shape = Shape {
    owner: "an argument or field",
    keys: &["type", "default", "doc", "wire"],
    later: &["min", "max", "min_len", "max_len", "pattern"],
    foreign: foreign::FIELD,
};

impl Lower<'_> {
    /// Reads `name: type = default`, or `name: { type: …, default: … }`; `what` names it in
    /// messages.
    pub(super) fn field(&mut self, entry: &Entry, what: &str) -> FieldDecl {
        let record = entry.key.value.to_upper_camel_case();
        let slot = Slot {
            subject: what,
            key: &entry.key.value,
            record: &record,
        };
        if let Kind::Map(map) = &entry.value.kind {
            return match FIELD.members(map, &["type"]) {
                Some(Members::Fields(fields)) => self.inline_record(entry, &fields, slot),
                _ => self.long_form(entry, map, slot),
            };
        }
        let (ty, default) = self.short_form(&entry.value, slot);
        FieldDecl {
            default,
            ..FieldDecl::new(&entry.key, ty)
        }
    }

    fn inline_record(&mut self, entry: &Entry, fields: &[&Entry], slot: Slot<'_>) -> FieldDecl {
        let (node, syntax) = (&entry.value, self.source.notation());
        self.report(catalogue::inline_record(node, fields, slot, syntax));
        FieldDecl::new(&entry.key, Expression::unread(node.span))
    }

    fn long_form(&mut self, entry: &Entry, map: &[Entry], slot: Slot<'_>) -> FieldDecl {
        let keys = self.keys(map, &FIELD);
        let slot = Slot {
            subject: "`type`",
            key: "type",
            ..slot
        };
        let ty = match keys.get("type") {
            Some(ty) => self.type_only(&ty.value, slot),
            None if keys.has_unread() => Expression::unread(entry.key.span),
            None => self.missing_type(entry),
        };
        let default = keys.get("default").map(|default| DefaultDecl {
            node: default.value.clone(),
            notation: Notation::Plain,
        });
        let (wire, doc) = (self.text(&keys, "wire"), self.doc(&keys));
        FieldDecl {
            wire,
            doc,
            default,
            ..FieldDecl::new(&entry.key, ty)
        }
    }

    fn missing_type(&mut self, entry: &Entry) -> Expression {
        let (owner, span) = (format!("`{}`", entry.key.value), entry.key.span);
        let ty = catalogue::string_type(self.source.notation());
        let help = format!("the long form has the key `type`, as in `{ty}`");
        self.report(catalogue::missing_key(span, &owner, "type", &help));
        Expression::unread(span)
    }
}
