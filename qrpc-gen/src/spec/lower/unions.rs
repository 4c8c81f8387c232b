//! Reads unions with and without a tag.

use super::{Keys, KnownKeys, Lower, foreign};
use crate::diagnostic::catalogue::{self, Slot};
use crate::spec::declaration::{TypeBody, UnionDecl, VariantDecl};
use crate::tree::{Entry, Expression, Node, NodeKind};

const VARIANT_KEYS: KnownKeys = KnownKeys {
    owner: "a variant",
    keys: &["type", "doc", "wire"],
    members: None,
    foreign: foreign::VALUE_WORDS,
};

impl Lower<'_> {
    pub(super) fn union(&mut self, keys: &Keys<'_>, node: &Node) -> Option<TypeBody> {
        let tag = self.text(keys, "tag");
        let variants = match &node.kind {
            NodeKind::Map(map) => self.all(map, Self::variant),
            NodeKind::List(items) => items.iter().map(|item| self.bare_variant(item)).collect(),
            NodeKind::Scalar(_) => {
                let syntax = self.syntax;
                self.report(catalogue::variants_expected(node, syntax));
                return None;
            }
        };
        Some(TypeBody::Union(UnionDecl {
            tag,
            variants,
            untagged: self.text(keys, "untagged"),
            open: self.truth(keys, "open"),
        }))
    }

    /// Reads `name: type`, or `name: { type: …, doc: …, wire: … }`.
    fn variant(&mut self, entry: &Entry) -> VariantDecl {
        let slot = Slot {
            subject: "a variant",
            key: &entry.key.value,
            record: "Variant",
        };
        let (wire, doc, ty) = match &entry.value.kind {
            NodeKind::Map(map) => {
                let keys = self.keys(map, &VARIANT_KEYS);
                let ty = match keys.get("type") {
                    Some(ty) => self.type_only(&ty.value, slot),
                    None if keys.has_unread() => Expression::unread(entry.value.span),
                    None => Expression::named("null", entry.value.span),
                };
                (self.text(&keys, "wire"), self.doc(&keys), ty)
            }
            _ => (None, None, self.type_only(&entry.value, slot)),
        };
        VariantDecl {
            key: Some(entry.key.clone()),
            wire,
            doc,
            ty,
        }
    }

    fn bare_variant(&mut self, item: &Node) -> VariantDecl {
        let slot = Slot {
            subject: "an alternative",
            key: "union",
            record: "Variant",
        };
        VariantDecl {
            key: None,
            wire: None,
            doc: None,
            ty: self.type_only(item, slot),
        }
    }
}
