//! Decides which traits of the standard library a type implements, so that generated types derive
//! only those that they can.

use std::collections::HashMap;

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

/// Decides for which alternatives a union can have a `From` implementation.
pub(super) struct Conversions<'a> {
    types: Types<'a>,
    /// The numbers of the Rust types: types that are the same in Rust have the same number. The
    /// text of a type contains the numbers of the types within it, so it stays short even if
    /// aliases expand to a huge type.
    numbers: HashMap<String, usize>,
    aliases: HashMap<TypeId, Option<usize>>,
    /// The number of alternatives that have each type.
    uses: HashMap<usize, usize>,
}

impl<'a> Conversions<'a> {
    /// Prepares the decision for a union whose alternatives have the types `held`.
    pub(super) fn new(types: Types<'a>, held: &[&Type]) -> Self {
        let mut conversions = Self {
            types,
            numbers: HashMap::new(),
            aliases: HashMap::new(),
            uses: HashMap::new(),
        };
        for ty in held {
            if let Some(number) = conversions.number(ty) {
                *conversions.uses.entry(number).or_default() += 1;
            }
        }
        conversions
    }

    /// Whether the union can have a `From` implementation for the type of one of its alternatives.
    /// The union cannot have it if another alternative has the same type in Rust.
    pub(super) fn allow(&mut self, ty: &Type) -> bool {
        let number = self.number(ty);
        number.is_some_and(|number| self.uses.get(&number) == Some(&1))
    }

    /// Returns the number of a Rust type. `None` if the type contains a type of the user's program:
    /// that may be any type.
    fn number(&mut self, ty: &Type) -> Option<usize> {
        let text = match ty {
            Type::Scalar(scalar) => scalar.name().to_owned(),
            Type::Optional(inner) | Type::Nullable(inner) => format!("{}?", self.number(inner)?),
            Type::List(inner) => format!("list<{}>", self.number(inner)?),
            Type::Map(inner) => format!("map<{}>", self.number(inner)?),
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.number(item));
                format!("tuple<{:?}>", items.collect::<Option<Vec<_>>>()?)
            }
            Type::Boxed(id) => format!("box<{}>", self.number(&Type::Named(*id))?),
            Type::Named(id) => match self.types.kind(*id) {
                TypeKind::Alias(alias) if !alias.newtype => return self.alias(*id, &alias.ty),
                TypeKind::Foreign(_) => return None,
                _ => format!("#{}", id.0),
            },
        };
        let next = self.numbers.len();
        Some(*self.numbers.entry(text).or_insert(next))
    }

    fn alias(&mut self, id: TypeId, ty: &Type) -> Option<usize> {
        if let Some(known) = self.aliases.get(&id) {
            return *known;
        }
        let number = self.number(ty);
        self.aliases.insert(id, number);
        number
    }
}

/// A search for a trait through a type and the types that it contains.
struct TraitWalk<'a> {
    types: Types<'a>,
    wanted: Trait,
    /// The types that were visited. A type that is found within itself counts as having the trait
    /// there, because it has the trait if everything else in it has.
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
