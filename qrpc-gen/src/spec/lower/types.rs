//! Named types: records and enums.

use super::scalar::documentation;
use super::{Keys, Lower, Shape};
use crate::diagnostic::catalogue;
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
    pub(super) fn type_decl(&mut self, entry: &Entry) -> Option<TypeDecl> {
        let map = self.map(&entry.value, "a type")?;
        let keys = Keys::read(map, &TYPE, self.diagnostics);
        Some(TypeDecl {
            name: entry.key.clone(),
            doc: self.doc(&keys),
            body: self.body(&keys, &entry.key),
        })
    }

    fn body(&mut self, keys: &Keys<'_>, name: &Text) -> Option<TypeBody> {
        match (keys.get("fields"), keys.get("enum")) {
            (Some(_), None) => {
                let field = |lower: &mut Self, entry: &Entry| Some(lower.field(entry, "a field"));
                Some(TypeBody::Record(self.entries(keys, "fields", field)))
            }
            (None, Some(entry)) => self.values(&entry.value).map(TypeBody::Enum),
            (Some(fields), Some(values)) => {
                let spans = (fields.key.span, values.key.span);
                self.diagnostics
                    .push(catalogue::record_and_enum(name, spans.0, spans.1));
                None
            }
            (None, None) => {
                if !keys.has_later() {
                    self.diagnostics.push(catalogue::no_body(name));
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
                let expected = "a list of texts, or a map of texts to their documentation";
                self.diagnostics
                    .push(catalogue::wrong_shape(node, "`enum`", expected));
                None
            }
        }
    }

    fn bare_value(&mut self, item: &Node) -> Option<ValueDecl> {
        self.text_of(item, "a value of an enum")
            .map(ValueDecl::bare)
    }

    /// An entry `value: documentation`, or `value: { doc: …, wire: … }`.
    fn value(&mut self, entry: &Entry) -> Option<ValueDecl> {
        let key = entry.key.clone();
        match &entry.value.kind {
            Kind::Map(map) => {
                let keys = Keys::read(map, &VALUE, self.diagnostics);
                let (wire, doc) = (self.text(&keys, "wire"), self.doc(&keys));
                Some(ValueDecl { key, wire, doc })
            }
            _ if entry.value.is_nothing() => Some(ValueDecl::bare(key)),
            _ => {
                let text = self.text_of(&entry.value, "the documentation of a value")?;
                let doc = documentation(&text.value);
                Some(ValueDecl {
                    doc,
                    ..ValueDecl::bare(key)
                })
            }
        }
    }
}
