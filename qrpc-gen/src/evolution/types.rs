//! Changes of types, both where a type is used and where it is defined.

use super::fields::Home;
use super::matching::{Matched, matched};
use super::reads::reads_definition;
use super::spelling::{self, same_in_rust};
use super::{Change, ChangeKind, Comparison, Lost, Senders};
use crate::model::{Alias, Api, Record, Type, TypeDef, TypeId, TypeKind};

impl Comparison<'_> {
    /// Reports a changed type of a value, such as a field, that both versions have.
    pub(super) fn ty(&mut self, place: &str, senders: Senders, old: &Type, new: &Type) {
        let is_same = same_in_rust((self.old, old), (self.new, new));
        if is_same && boxes(old) == boxes(new) {
            return;
        }
        let spelled = (spelling::ty(self.old, old), spelling::ty(self.new, new));
        let lost = self.lost(old, new);
        let what = if is_same {
            "its use of `Box` in Rust changed".to_owned()
        } else {
            format!("its type changed from `{}` to `{}`", spelled.0, spelled.1)
        };
        let kind = match (old, new) {
            _ if is_same => ChangeKind::TypeBoxed,
            (old, Type::Optional(inner)) if same_in_rust((self.old, old), (self.new, inner)) => {
                ChangeKind::TypeMadeOptional
            }
            (Type::Optional(inner), new) if same_in_rust((self.old, inner), (self.new, new)) => {
                ChangeKind::TypeMadeRequired
            }
            _ if lost == Lost::NEW_TO_OLD => ChangeKind::TypeWidened,
            _ if lost == Lost::OLD_TO_NEW => ChangeKind::TypeNarrowed,
            _ => ChangeKind::TypeChanged,
        };
        self.push(Change::new(kind, place, what).source().wire(senders, lost));
    }

    pub(super) fn types(&mut self) {
        let (old, new) = (self.old, self.new);
        for matched in matched(&old.types, &new.types, &[|it| it.rust.as_str()]) {
            match matched {
                // A new type breaks nothing by itself. If a field or argument now has the new type,
                // the change is reported at the field or argument.
                Matched::Added(def) => {
                    self.push(Change::new(ChangeKind::TypeAdded, place(def), "added"));
                }
                Matched::Removed(def) => {
                    self.push(Change::new(ChangeKind::TypeRemoved, place(def), "removed").source());
                }
                Matched::Both(before, after) => {
                    self.type_def((id(old, before), before), (id(new, after), after));
                }
            }
        }
    }

    fn type_def(&mut self, (old_id, old): (TypeId, &TypeDef), (new_id, new): (TypeId, &TypeDef)) {
        // `TypeDef` is destructured, so that a new field does not compile until it has a rule here.
        let TypeDef {
            name,
            rust: _,
            origin,
            doc,
            deprecated,
            since,
            kind,
        } = old;
        let place = place(old);
        self.text(
            ChangeKind::Respelled,
            &place,
            "its name in the spec",
            name,
            &new.name,
        );
        self.doc(&place, doc, &new.doc);
        self.deprecation(&place, deprecated.as_ref(), new.deprecated.as_ref());
        self.since(&place, since.as_ref(), new.since.as_ref());
        if *origin != new.origin {
            let what = "its definition moved from one spec file to another";
            self.push(Change::new(ChangeKind::TypeMoved, &place, what).source());
        }
        let senders = self.flows.of_type(old_id, new_id);
        match (kind, &new.kind) {
            (TypeKind::Record(old), TypeKind::Record(new)) => {
                self.record(&place, senders, old, new);
            }
            (TypeKind::Enum(old), TypeKind::Enum(new)) => {
                self.enumeration(&place, senders, old, new);
            }
            (TypeKind::Union(old), TypeKind::Union(new)) => self.union(&place, senders, old, new),
            (TypeKind::Tagged(old), TypeKind::Tagged(new)) => {
                self.tagged(&place, senders, old, new);
            }
            (TypeKind::Alias(old), TypeKind::Alias(new)) => {
                self.alias(&place, senders, old, new);
            }
            (TypeKind::Foreign(old), TypeKind::Foreign(new)) => {
                self.foreign(&place, senders, old, new);
            }
            _ => self.kind_changed(&place, senders, old_id, new_id),
        }
    }

    fn alias(&mut self, place: &str, senders: Senders, old: &Alias, new: &Alias) {
        self.ty(place, senders, &old.ty, &new.ty);
        if old.newtype != new.newtype {
            let what = if new.newtype {
                "it changed from a type alias to a struct in Rust"
            } else {
                "it changed from a struct to a type alias in Rust"
            };
            self.push(Change::new(ChangeKind::AliasNewtype, place, what).source());
        }
    }

    fn foreign(&mut self, place: &str, senders: Senders, old: &str, new: &str) {
        if old != new {
            // The compiler does not know the format on the wire of a type of the user's program.
            let what = format!("its path in Rust changed from `{old}` to `{new}`");
            self.push(
                Change::new(ChangeKind::ForeignChanged, place, what)
                    .source()
                    .wire(senders, Lost::BOTH),
            );
        }
    }

    fn kind_changed(&mut self, place: &str, senders: Senders, old: TypeId, new: TypeId) {
        let word = |api: &Api, id| word(&api.type_def(id).kind);
        let what = format!(
            "it changed from {} to {}",
            word(self.old, old),
            word(self.new, new)
        );
        let lost = Lost {
            old_to_new: !reads_definition((self.old, old), (self.new, new)),
            new_to_old: !reads_definition((self.new, new), (self.old, old)),
        };
        self.push(
            Change::new(ChangeKind::TypeKindChanged, place, what)
                .source()
                .wire(senders, lost),
        );
    }

    fn record(&mut self, place: &str, senders: Senders, old: &Record, new: &Record) {
        let names = |api: &Api, record: &Record| -> Vec<String> {
            record
                .extends
                .iter()
                .map(|id| api.type_def(*id).rust.clone())
                .collect()
        };
        if names(self.old, old) != names(self.new, new) {
            // In Rust, the struct of a record contains all fields, inherited ones included.
            let what = "the records that it extends changed";
            self.push(Change::new(ChangeKind::ExtendsChanged, place, what));
        }
        self.fields(place, &Home::Record(senders), &old.fields, &new.fields);
    }
}

fn place(def: &TypeDef) -> String {
    format!("type `{}`", def.name)
}

fn id(api: &Api, def: &TypeDef) -> TypeId {
    let place = api.types.iter().position(|other| std::ptr::eq(other, def));
    TypeId(place.unwrap_or_default())
}

/// For each place in a type where a `Box` could be in Rust, whether there is a `Box`.
fn boxes(ty: &Type) -> Vec<bool> {
    match ty {
        Type::Scalar(_) | Type::Named(_) => vec![false],
        Type::Boxed(_) => vec![true],
        Type::Optional(inner) | Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) => {
            boxes(inner)
        }
        Type::Tuple(items) => items.iter().flat_map(boxes).collect(),
    }
}

fn word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Record(_) => "a record",
        TypeKind::Enum(_) => "an enum",
        TypeKind::Union(_) => "a union",
        TypeKind::Tagged(_) => "a tagged union",
        TypeKind::Alias(_) => "an alias",
        TypeKind::Foreign(_) => "an external Rust type",
    }
}
