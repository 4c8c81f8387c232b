//! Arguments and fields, in their short and in their long form.

use super::{Keys, Lower, Shape};
use crate::diagnostic::catalogue;
use crate::spec::Expression;
use crate::spec::declaration::{DefaultDecl, FieldDecl, Notation};
use crate::spec::node::{Entry, Kind};

const FIELD: Shape = Shape {
    owner: "an argument or field",
    keys: &["type", "default", "doc", "wire"],
    later: &["min", "max", "min_len", "max_len", "pattern"],
};

impl Lower<'_> {
    /// `name: type = default`, or `name: { type: …, default: … }`; `what` is how messages call it.
    pub(super) fn field(&mut self, entry: &Entry, what: &str) -> FieldDecl {
        if let Kind::Map(map) = &entry.value.kind {
            return self.long_form(entry, map);
        }
        let (ty, default) = self.short_form(&entry.value, what);
        FieldDecl {
            key: entry.key.clone(),
            wire: None,
            doc: None,
            ty,
            default,
        }
    }

    fn long_form(&mut self, entry: &Entry, map: &[Entry]) -> FieldDecl {
        let keys = Keys::read(map, &FIELD, self.diagnostics);
        let ty = keys
            .get("type")
            .map(|ty| self.type_only(&ty.value, "`type`"));
        let ty = ty.unwrap_or_else(|| self.missing_type(entry));
        let default = keys.get("default").map(|default| DefaultDecl {
            node: default.value.clone(),
            notation: Notation::Plain,
        });
        let (wire, doc) = (self.text(&keys, "wire"), self.doc(&keys));
        FieldDecl {
            key: entry.key.clone(),
            wire,
            doc,
            ty,
            default,
        }
    }

    fn missing_type(&mut self, entry: &Entry) -> Expression {
        let (owner, span) = (format!("`{}`", entry.key.value), entry.key.span);
        let help = "the long form says it, as in `{ type: string, doc: … }`";
        self.report(catalogue::missing_key(span, &owner, "type", help));
        Expression::unread(span)
    }
}
