//! Reads named types. A key decides whether a type is a record, an enum, a union or another kind.

use super::members::Members;
use super::{Keys, KnownKeys, Lower, foreign};
use crate::diagnostic::catalogue::{self, MapPlace, Slot};
use crate::source::Text;
use crate::spec::declaration::{RecordDecl, TypeBody, TypeDecl};
use crate::tree::{Entry, NodeKind};

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
        "encoding",
        "deprecated",
        "since",
    ],
    members: Some("fields"),
    foreign: foreign::TYPE_WORDS,
};

/// A kind of type.
struct Kind {
    /// The key that makes a type one of this kind, such as `enum`.
    key: &'static str,
    /// The other keys that a type of this kind may have.
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
        others: &["encoding"],
    },
    Kind {
        key: "newtype",
        others: &["encoding"],
    },
    Kind {
        key: "rust",
        others: &[],
    },
];

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
            // The name is kept, since other types may refer to it.
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

    /// Reads the entries of `types`. If `types` is wrongly a list, only the names in it are read,
    /// since other types may refer to them.
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
        let subject = format!("`{}`", kind.key);
        let slot = Slot {
            subject: &subject,
            key: kind.key,
            record: &name.value,
        };
        match kind.key {
            "fields" => self.record(keys),
            "enum" => self.enumeration(keys, &entry.value),
            "union" => self.union(keys, &entry.value),
            "alias" | "newtype" => {
                let ty = self.type_only(&entry.value, slot);
                let ty = self.encoded(keys, ty);
                Some(match kind.key {
                    "alias" => TypeBody::Alias(ty),
                    _ => TypeBody::Newtype(ty),
                })
            }
            _ => self.text_of(&entry.value, "`rust`").map(TypeBody::Foreign),
        }
    }

    /// Reports the keys that only other kinds of types may have.
    fn only_own_keys(&mut self, keys: &Keys<'_>, kind: &Kind) {
        for (key, owners) in [
            ("extends", "a record"),
            ("of", "an enum"),
            ("open", "an enum or a union with a tag"),
            ("tag", "a union"),
            ("untagged", "a union"),
            ("encoding", "an alias or a newtype"),
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
}
