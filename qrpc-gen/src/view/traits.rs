//! Decides which traits of the standard library a type implements, so that generated types derive
//! only those that they can.

use super::types::Types;
use crate::model::{AlternativeKind, ErrorDef, Field, Scalar, Type, TypeId, TypeKind};

/// A trait that a generated type may derive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
}

/// The traits that records, unions and errors derive if they can.
pub(super) const VALUE: [Trait; 3] = [Trait::Clone, Trait::Debug, Trait::PartialEq];

/// The traits that newtypes derive if they can.
pub(super) const NEWTYPE: [Trait; 9] = [
    Trait::Clone,
    Trait::Copy,
    Trait::Debug,
    Trait::PartialEq,
    Trait::Eq,
    Trait::Hash,
    Trait::PartialOrd,
    Trait::Ord,
    Trait::Default,
];

/// Returns the content of a `derive` attribute: the traits in `wanted` that the type can derive.
pub(super) fn derive(types: Types<'_>, ty: &Type, wanted: &[Trait]) -> String {
    listed(wanted, |it| implements(types, ty, it))
}

/// Like [`derive()`], for a struct with these fields.
pub(super) fn derive_fields(types: Types<'_>, fields: &[Field]) -> String {
    listed(&VALUE, |it| TraitWalk::new(types, it).fields(fields))
}

/// Like [`derive()`], for an enum with these errors.
pub(super) fn derive_errors(types: Types<'_>, errors: &[&ErrorDef]) -> String {
    listed(&VALUE, |it| {
        let mut errors = errors.iter();
        errors.all(|error| TraitWalk::new(types, it).fields(&error.data))
    })
}

fn listed(wanted: &[Trait], mut has: impl FnMut(Trait) -> bool) -> String {
    let listed = wanted.iter().filter(|it| has(**it));
    let listed: Vec<_> = listed.map(|it| format!("{it:?}")).collect();
    listed.join(", ")
}

/// Whether the Rust type implements the trait `wanted`.
pub(super) fn implements(types: Types<'_>, ty: &Type, wanted: Trait) -> bool {
    TraitWalk::new(types, wanted).ty(ty)
}

/// Whether a union can have a `From` implementation for the type of one of its alternatives. It
/// cannot if another alternative has the same type in Rust. `held` are the types of all
/// alternatives.
pub(super) fn converts(types: Types<'_>, ty: &Type, held: &[&Type]) -> bool {
    let same = held
        .iter()
        .filter(|other| key(types, other) == key(types, ty));
    key(types, ty).is_some() && same.count() == 1
}

/// Returns a text that is the same for all types that are the same in Rust. `None` if the type
/// contains a type of the user's program: that may be any type.
fn key(types: Types<'_>, ty: &Type) -> Option<String> {
    Some(match ty {
        Type::Scalar(scalar) => scalar.name().to_owned(),
        Type::Optional(inner) | Type::Nullable(inner) => format!("{}?", key(types, inner)?),
        Type::List(inner) => format!("list<{}>", key(types, inner)?),
        Type::Map(inner) => format!("map<{}>", key(types, inner)?),
        Type::Tuple(items) => {
            let items: Option<Vec<_>> = items.iter().map(|item| key(types, item)).collect();
            format!("({})", items?.join(", "))
        }
        Type::Boxed(id) => format!("box<{}>", key(types, &Type::Named(*id))?),
        Type::Named(id) => match types.kind(*id) {
            TypeKind::Alias(alias) if !alias.newtype => key(types, &alias.ty)?,
            TypeKind::Foreign(_) => return None,
            _ => format!("#{}", id.0),
        },
    })
}

/// A search for a trait through a type and the types that it contains.
struct TraitWalk<'a> {
    types: Types<'a>,
    wanted: Trait,
    /// The types that were visited. A type that is found again counts as having the trait: it has
    /// the trait if everything else in it does.
    visited: Vec<TypeId>,
}

impl<'a> TraitWalk<'a> {
    fn new(types: Types<'a>, wanted: Trait) -> Self {
        let visited = Vec::new();
        Self {
            types,
            wanted,
            visited,
        }
    }

    fn fields(&mut self, fields: &[Field]) -> bool {
        fields.iter().all(|field| self.ty(&field.ty))
    }

    fn ty(&mut self, ty: &Type) -> bool {
        if matches!(self.wanted, Trait::Clone | Trait::Debug) {
            return true;
        }
        match (ty, self.wanted) {
            (Type::Scalar(scalar), wanted) => of_scalar(*scalar, wanted),
            (
                Type::Optional(_) | Type::Nullable(_) | Type::List(_) | Type::Map(_),
                Trait::Default,
            ) => true,
            (Type::List(_) | Type::Map(_) | Type::Boxed(_), Trait::Copy) => false,
            (
                Type::Optional(inner)
                | Type::Nullable(inner)
                | Type::List(inner)
                | Type::Map(inner),
                _,
            ) => self.ty(inner),
            (Type::Tuple(items), _) => items.iter().all(|item| self.ty(item)),
            (Type::Named(id) | Type::Boxed(id), _) => self.named(*id),
        }
    }

    fn named(&mut self, id: TypeId) -> bool {
        if self.visited.contains(&id) {
            return true;
        }
        self.visited.push(id);
        let is_partial_eq = self.wanted == Trait::PartialEq;
        match self.types.kind(id) {
            TypeKind::Alias(alias) => self.ty(&alias.ty),
            TypeKind::Enum(definition) => match self.wanted {
                Trait::Copy => definition.open.is_none() || definition.of.is_some(),
                Trait::Default => false,
                _ => true,
            },
            TypeKind::Record(record) => is_partial_eq && self.fields(&record.fields),
            TypeKind::Union(union) => {
                let mut alternatives = union.alternatives.iter();
                is_partial_eq
                    && alternatives.all(|it| match &it.kind {
                        AlternativeKind::Type(ty) => self.ty(ty),
                        AlternativeKind::Text(_) => true,
                    })
            }
            TypeKind::Tagged(tagged) => {
                let mut records = tagged.variants.iter().filter_map(|it| it.record.as_ref());
                is_partial_eq && records.all(|ty| self.ty(ty))
            }
            TypeKind::Foreign(_) => false,
        }
    }
}

fn of_scalar(scalar: Scalar, wanted: Trait) -> bool {
    match scalar {
        Scalar::String | Scalar::Bytes | Scalar::Base64 => wanted != Trait::Copy,
        Scalar::Id => !matches!(wanted, Trait::Copy | Trait::Default),
        Scalar::F32 | Scalar::F64 => !matches!(wanted, Trait::Eq | Trait::Hash | Trait::Ord),
        Scalar::Any => matches!(wanted, Trait::PartialEq | Trait::Default),
        _ => true,
    }
}

/// Whether the Rust type implements `Display`.
pub(super) fn displays(types: Types<'_>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => !matches!(scalar, Scalar::Bytes | Scalar::Base64 | Scalar::Null),
        Type::Named(id) => match types.kind(*id) {
            TypeKind::Enum(_) => true,
            TypeKind::Alias(alias) => displays(types, &alias.ty),
            _ => false,
        },
        _ => false,
    }
}
