//! Named types: records and enums.

use super::scalar::documentation;
use super::{Keys, Lower, Shape};
use crate::diagnostic::catalogue::{self, Expected};
use crate::source::Text;
use crate::spec::declaration::{TypeBody, TypeDecl, ValueDecl};
use crate::spec::node::{Entry, Kind, Node};

const TYPE: Shape = Shape {
    owner: "a type",
    keys: &["doc", "fields", "enum"],
    later: &["union", "tag", "extends", "alias", "rust", "open"],
};

const VALUE: Shape = Shape {
    owner: "a value of an enum",
    keys: &["doc", "wire"],
    later: &[],
};

impl Lower<'_> {
    pub(super) fn type_decl(&mut self, entry: &Entry) -> TypeDecl {
        let name = entry.key.clone();
        let Some(map) = self.map(&entry.value, &format!("the type `{}`", name.value)) else {
            // It has a name nevertheless, which other types may use.
            return TypeDecl {
                name,
                doc: None,
                body: None,
            };
        };
        let keys = Keys::read(map, &TYPE, self.diagnostics);
        let (doc, body) = (self.doc(&keys), self.body(&keys, &name));
        TypeDecl { name, doc, body }
    }

    fn body(&mut self, keys: &Keys<'_>, name: &Text) -> Option<TypeBody> {
        match (keys.get("fields"), keys.get("enum")) {
            (Some(_), None) => {
                let field = |lower: &mut Self, entry: &Entry| lower.field(entry, "a field");
                self.entries(keys, "fields", field).map(TypeBody::Record)
            }
            (None, Some(entry)) => self.values(&entry.value).map(TypeBody::Enum),
            (Some(fields), Some(values)) => {
                let spans = (fields.key.span, values.key.span);
                self.report(catalogue::record_and_enum(name, spans.0, spans.1));
                None
            }
            (None, None) => {
                if !keys.has_later() {
                    self.report(catalogue::no_body(name));
                }
                None
            }
        }
    }

    fn values(&mut self, node: &Node) -> Option<Vec<ValueDecl>> {
        match &node.kind {
            Kind::List(items) => Some(
                items
                    .iter()
                    .filter_map(|item| self.bare_value(item))
                    .collect(),
            ),
            Kind::Map(map) => Some(self.all(map, Self::value)),
            Kind::Scalar(_) => {
                self.report(catalogue::wrong_shape(node, "`enum`", Expected::Values));
                None
            }
        }
    }

    fn bare_value(&mut self, item: &Node) -> Option<ValueDecl> {
        self.text_of(item, "a value of an enum")
            .map(ValueDecl::bare)
    }

    /// An entry `value: documentation`, or `value: { doc: …, wire: … }`.
    fn value(&mut self, entry: &Entry) -> ValueDecl {
        let value = ValueDecl::bare(entry.key.clone());
        match &entry.value.kind {
            Kind::Map(map) => {
                let keys = Keys::read(map, &VALUE, self.diagnostics);
                let (wire, doc) = (self.text(&keys, "wire"), self.doc(&keys));
                ValueDecl { wire, doc, ..value }
            }
            _ if entry.value.is_nothing() => value,
            _ => {
                let text = self.text_of(&entry.value, "the documentation of a value");
                let doc = text.and_then(|text| documentation(&text.value));
                ValueDecl { doc, ..value }
            }
        }
    }
}
