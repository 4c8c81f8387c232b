//! Named types: records, enums, unions, and other names for types.

use super::members::Members;
use super::scalar::documentation;
use super::{Keys, KnownKeys, Lower, foreign};
use crate::diagnostic::catalogue::{self, MapPlace, Slot};
use crate::source::Text;
use crate::spec::declaration::{
    EnumDecl, RecordDecl, TypeBody, TypeDecl, UnionDecl, ValueDecl, VariantDecl,
};
use crate::tree::{Entry, Expression, Node, NodeKind};

const TYPE_KEYS: KnownKeys = KnownKeys {
    owner: "a type definition",
    keys: &[
        "doc",
        "fields",
        "extends",
        "enum",
        "of",
        "open",
        "union",
        "tag",
        "untagged",
        "alias",
        "newtype",
        "rust",
        "deprecated",
        "since",
    ],
    later: &[],
    foreign: foreign::TYPE_WORDS,
};

/// A kind of type.
struct Kind {
    /// The key with its content.
    key: &'static str,
    /// The other keys that it may have.
    others: &'static [&'static str],
}

const KINDS: [Kind; 6] = [
    Kind {
        key: "fields",
        others: &["extends"],
    },
    Kind {
        key: "enum",
        others: &["of", "open"],
    },
    Kind {
        key: "union",
        others: &["tag", "untagged", "open"],
    },
    Kind {
        key: "alias",
        others: &[],
    },
    Kind {
        key: "newtype",
        others: &[],
    },
    Kind {
        key: "rust",
        others: &[],
    },
];

const VARIANT_KEYS: KnownKeys = KnownKeys {
    owner: "a variant",
    keys: &["type", "doc", "wire"],
    later: &[],
    foreign: foreign::VALUE_WORDS,
};

const VALUE_KEYS: KnownKeys = KnownKeys {
    owner: "an enum value",
    keys: &["doc", "wire"],
    later: &[],
    foreign: foreign::VALUE_WORDS,
};

impl Lower<'_> {
    pub(super) fn type_decl(&mut self, entry: &Entry) -> TypeDecl {
        let name = entry.key.clone();
        let unread = TypeDecl {
            name: name.clone(),
            doc: None,
            deprecated: None,
            since: None,
            body: None,
        };
        let Some(map) = self.map(&entry.value, MapPlace::Type(&name.value)) else {
            // Its name is kept, since other types may use it.
            return unread;
        };
        if let Some(members) = TYPE_KEYS.members(map, &["fields", "enum"]) {
            self.members_outside(&name, &members);
            return unread;
        }
        let keys = self.keys(map, &TYPE_KEYS);
        let (doc, body) = (self.doc(&keys), self.body(&keys, &name));
        TypeDecl {
            name,
            doc,
            deprecated: self.note(&keys, "deprecated"),
            since: self.note(&keys, "since"),
            body,
        }
    }

    /// The entries of `types`. If it is a list, only the names, since other types may use them.
    pub(super) fn types(&mut self, keys: &Keys<'_>) -> Vec<TypeDecl> {
        let types = self.entries(keys, "types", MapPlace::Types, Self::type_decl);
        types.unwrap_or_else(|| {
            let node = keys.get("types").map(|entry| &entry.value);
            let names = node.into_iter().flat_map(catalogue::listed);
            let named = names.map(|each| TypeDecl {
                name: Text::new(each.name.to_owned(), each.item.span),
                doc: None,
                deprecated: None,
                since: None,
                body: None,
            });
            named.collect()
        })
    }

    fn members_outside(&mut self, name: &Text, members: &Members<'_>) {
        self.report(match members {
            Members::Fields(fields) => catalogue::fields_outside(name, fields, self.source),
            Members::Values(values) => catalogue::values_outside(name, values, self.source),
        });
    }

    fn body(&mut self, keys: &Keys<'_>, name: &Text) -> Option<TypeBody> {
        let kinds = KINDS
            .iter()
            .filter_map(|kind| keys.get(kind.key).map(|entry| (kind, entry)));
        let kinds: Vec<_> = kinds.collect();
        let (kind, entry) = match kinds.as_slice() {
            [only] => *only,
            [first, second, ..] => {
                let first = (first.0.key, first.1.key.span);
                let second = (second.0.key, second.1.key.span);
                self.report(catalogue::two_kinds(name, first, second));
                return None;
            }
            [] if keys.get("extends").is_some() => return self.record(keys),
            [] => {
                if !keys.has_unread() {
                    self.report(catalogue::no_body(name));
                }
                return None;
            }
        };
        self.only_own_keys(keys, kind);
        let slot = Slot {
            subject: "`alias`",
            key: kind.key,
            record: &name.value,
        };
        match kind.key {
            "fields" => self.record(keys),
            "enum" => self.enumeration(keys, &entry.value),
            "union" => self.union(keys, &entry.value),
            "alias" => Some(TypeBody::Alias(self.type_only(&entry.value, slot))),
            "newtype" => Some(TypeBody::Newtype(self.type_only(&entry.value, slot))),
            _ => self.text_of(&entry.value, "`rust`").map(TypeBody::Foreign),
        }
    }

    /// Reports keys of other kinds of types.
    fn only_own_keys(&mut self, keys: &Keys<'_>, kind: &Kind) {
        for (key, owners) in [
            ("extends", "a record"),
            ("of", "an enum"),
            ("open", "an enum"),
            ("tag", "a union"),
            ("untagged", "a union"),
        ] {
            if let Some(entry) = keys.get(key).filter(|_| !kind.others.contains(&key)) {
                self.report(catalogue::key_of_other_kind(&entry.key, kind.key, owners));
            }
        }
    }

    fn record(&mut self, keys: &Keys<'_>) -> Option<TypeBody> {
        let fields = self.fields(keys, "fields", MapPlace::Fields, "a field")?;
        let extends = match keys.get("extends").map(|entry| &entry.value.kind) {
            Some(NodeKind::Scalar(_)) => self.text(keys, "extends").into_iter().collect(),
            _ => self.names(keys, "extends"),
        };
        Some(TypeBody::Record(RecordDecl { extends, fields }))
    }

    fn enumeration(&mut self, keys: &Keys<'_>, node: &Node) -> Option<TypeBody> {
        let (of, open) = (self.text(keys, "of"), self.truth(keys, "open"));
        let values = match (&of, &node.kind) {
            (Some(_), NodeKind::List(items)) => {
                let first = items.iter().find_map(|item| match &item.kind {
                    NodeKind::Scalar(scalar) => Some(scalar.text.as_str()),
                    NodeKind::List(_) | NodeKind::Map(_) => None,
                });
                let syntax = self.source.notation();
                self.report(catalogue::number_expected(
                    node.span,
                    first.unwrap_or("low"),
                    syntax,
                ));
                return None;
            }
            (Some(_), NodeKind::Map(map)) => self.all(map, Self::numbered_value),
            _ => self.values(node)?,
        };
        let open = open.is_some_and(|open| open.value);
        Some(TypeBody::Enum(EnumDecl { of, values, open }))
    }

    fn union(&mut self, keys: &Keys<'_>, node: &Node) -> Option<TypeBody> {
        let tag = self.text(keys, "tag");
        let variants = match &node.kind {
            NodeKind::Map(map) => self.all(map, Self::variant),
            NodeKind::List(items) => items.iter().map(|item| self.bare_variant(item)).collect(),
            NodeKind::Scalar(_) => {
                let syntax = self.source.notation();
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

    fn values(&mut self, node: &Node) -> Option<Vec<ValueDecl>> {
        match &node.kind {
            NodeKind::List(items) => {
                let values = items.iter().filter_map(|item| self.bare_value(item));
                let values: Vec<_> = values.collect();
                (items.is_empty() || !values.is_empty()).then_some(values)
            }
            NodeKind::Map(map) => Some(self.all(map, Self::value)),
            NodeKind::Scalar(_) => {
                self.report(catalogue::values_expected(node, self.source.notation()));
                None
            }
        }
    }

    fn bare_value(&mut self, item: &Node) -> Option<ValueDecl> {
        if let NodeKind::Map(map) = &item.kind {
            let syntax = self.source.notation();
            self.report(catalogue::value_expected(item, map, syntax));
            return None;
        }
        self.text_of(item, "an enum value").map(ValueDecl::bare)
    }

    /// Reads `value: 1`, or `value: { wire: 1, doc: … }`.
    fn numbered_value(&mut self, entry: &Entry) -> ValueDecl {
        let value = match &entry.value.kind {
            NodeKind::Scalar(_) if !entry.value.is_nothing() => ValueDecl {
                wire: self.text_of(&entry.value, "the number of an enum value"),
                ..ValueDecl::bare(entry.key.clone())
            },
            _ => self.value(entry),
        };
        if value.wire.is_none() {
            let syntax = self.source.notation();
            let name = &entry.key.value;
            self.report(catalogue::number_expected(entry.value.span, name, syntax));
        }
        value
    }

    /// Reads `value: documentation`, or `value: { doc: …, wire: … }`.
    fn value(&mut self, entry: &Entry) -> ValueDecl {
        let value = ValueDecl::bare(entry.key.clone());
        match &entry.value.kind {
            NodeKind::Map(map) => {
                let keys = self.keys(map, &VALUE_KEYS);
                let (wire, doc) = (self.text(&keys, "wire"), self.doc(&keys));
                ValueDecl { wire, doc, ..value }
            }
            _ if entry.value.is_nothing() => value,
            _ => {
                let text = self.text_of(&entry.value, "the documentation of an enum value");
                let doc = text.and_then(|text| documentation(&text.value));
                ValueDecl { doc, ..value }
            }
        }
    }
}
