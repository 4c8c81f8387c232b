//! Resolves the names of types, and looks up their declarations.

mod definition;
mod fields;

use std::cell::Cell;
use std::collections::HashMap;

use super::budget::Budget;
use super::patterns::Patterns;
use crate::diagnostic::Diagnostics;
use crate::model::{Scalar, Type, TypeId};
use crate::spec::{ArgsDecl, FieldDecl, Spec, TypeBody, TypeDecl, ValueDecl};
use crate::tree::{Alternatives, Expression, ExpressionKind};
pub(crate) use definition::{Choice, Definition};
use definition::{needs_type, unions_in, unions_in_alias};
use fields::Fields;
pub(super) use fields::{MAX_CHAIN, MAX_FIELDS};

/// The built-in types that contain other types.
const GENERICS: [&str; 3] = ["list", "map", "tuple"];

/// A spec whose types can be looked up.
pub(crate) struct Scope<'s> {
    pub(crate) spec: &'s Spec,
    types: HashMap<&'s str, TypeId>,
    fields: Fields<'s>,
    /// The unions that have no name. The ids of the unnamed unions follow the ids of the named
    /// types.
    unions: Vec<&'s Alternatives>,
    /// The id of each unnamed union, keyed by the number of the union in its spec.
    numbers: HashMap<usize, TypeId>,
    /// The index of each field and of each enum value, keyed by its type and its wire name.
    members: HashMap<(TypeId, &'s str), usize>,
    pub(super) budget: Budget,
    pub(super) patterns: Patterns,
    /// The number of messages with suggestions that were created.
    suggested: Cell<usize>,
}

/// The item that a name in a type refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Referent {
    Scalar(Scalar),
    /// `list`, `map` or `tuple`.
    Generic,
    Named(TypeId),
}

impl<'s> Scope<'s> {
    pub(crate) fn new(spec: &'s Spec, patterns: Patterns) -> Self {
        let names = spec.types.iter().map(|decl| decl.name.value.as_str());
        let types: HashMap<_, _> = names.zip((0..).map(TypeId)).collect();
        let unions = unions(spec);
        let numbers = unions.iter().map(|union| union.number);
        let mut scope = Self {
            spec,
            fields: Fields::new(spec, &types),
            types,
            numbers: numbers.zip((spec.types.len()..).map(TypeId)).collect(),
            unions,
            members: HashMap::new(),
            budget: Budget::new(),
            patterns,
            suggested: Cell::new(0),
        };
        for (decl, id) in spec.types.iter().zip((0..).map(TypeId)) {
            scope.index(decl, id);
        }
        scope
    }

    fn index(&mut self, decl: &'s TypeDecl, id: TypeId) {
        let names: Vec<_> = match &decl.body {
            Some(TypeBody::Record(_)) => self
                .fields
                .of(id)
                .iter()
                .map(|field| field.wire())
                .collect(),
            Some(TypeBody::Enum(decl)) => decl.values.iter().map(ValueDecl::wire).collect(),
            _ => Vec::new(),
        };
        for (place, name) in names.into_iter().enumerate() {
            self.members
                .entry((id, name.value.as_str()))
                .or_insert(place);
        }
    }

    /// Returns the type that an expression stands for; `None` if a name in it does not exist.
    pub(crate) fn resolve(&self, expression: &Expression) -> Option<Type> {
        match &expression.kind {
            ExpressionKind::Unread | ExpressionKind::Literal(_) => None,
            ExpressionKind::Optional(inner) => Some(match self.resolve(inner)? {
                // `T??` distinguishes an absent value from null.
                Type::Optional(inner) => Type::Optional(Box::new(Type::Nullable(inner))),
                inner => Type::Optional(Box::new(inner)),
            }),
            ExpressionKind::Name(name) => match self.referent(name)? {
                Referent::Scalar(scalar) => Some(Type::Scalar(scalar)),
                Referent::Named(id) => Some(Type::Named(id)),
                Referent::Generic => None,
            },
            ExpressionKind::Generic(name, inner) => self.generic(&name.value, inner),
            ExpressionKind::Union(union) => self.union(union),
        }
    }

    fn generic(&self, name: &str, inner: &[Expression]) -> Option<Type> {
        match (name, inner) {
            ("list", [item]) => Some(Type::List(Box::new(self.resolve(item)?))),
            ("map", [value]) => Some(Type::Map(Box::new(self.resolve(value)?))),
            ("tuple", items) => {
                let items = items.iter().map(|item| self.resolve(item));
                Some(Type::Tuple(items.collect::<Option<_>>()?))
            }
            _ => None,
        }
    }

    fn union(&self, union: &Alternatives) -> Option<Type> {
        let ty = match union.values().collect::<Vec<_>>().as_slice() {
            [] => return Some(Type::Scalar(Scalar::Null)),
            [only] if !needs_type(union) => self.resolve(only)?,
            _ => Type::Named(*self.numbers.get(&union.number)?),
        };
        Some(if union.has_null() {
            Type::Nullable(Box::new(ty))
        } else {
            ty
        })
    }

    /// Returns the declaration of a named type; `None` for an unnamed union.
    pub(crate) fn decl(&self, id: TypeId) -> Option<&'s TypeDecl> {
        self.spec.types.get(id.0)
    }

    /// Returns the index in its type of the field or enum value with this wire name.
    pub(super) fn member(&self, id: TypeId, wire: &str) -> Option<usize> {
        self.members.get(&(id, wire)).copied()
    }

    /// Returns the words that a message may suggest. Returns no words once [`Diagnostics::LIMIT`]
    /// messages with suggestions were created: further messages are not kept, and comparing words
    /// takes time.
    pub(super) fn suggested<I: Iterator>(&self, words: I) -> std::iter::Take<I> {
        let before = self.suggested.replace(self.suggested.get() + 1);
        words.take(if before < Diagnostics::LIMIT {
            usize::MAX
        } else {
            0
        })
    }

    /// Returns the fields of a record, including inherited ones.
    pub(crate) fn fields(&self, id: TypeId) -> &[&'s FieldDecl] {
        self.fields.of(id)
    }

    /// Whether the records together have more fields than the maximum.
    pub(super) fn has_too_many_fields(&self) -> bool {
        self.fields.are_too_many()
    }

    /// Returns the id and the fields of the record with this name; `None` if no record has this
    /// name.
    pub(crate) fn record(&self, name: &str) -> Option<(TypeId, &[&'s FieldDecl])> {
        let id = *self.types.get(name)?;
        match self.decl(id)?.body.as_ref()? {
            TypeBody::Record(_) => Some((id, self.fields(id))),
            _ => None,
        }
    }

    /// Returns the arguments of a method, or the fields of an error's data.
    pub(crate) fn arguments(&self, decl: &'s ArgsDecl) -> Vec<&'s FieldDecl> {
        match decl {
            ArgsDecl::Any(_) => Vec::new(),
            ArgsDecl::Fields(fields) => fields.iter().collect(),
            ArgsDecl::Record(name) => self
                .record(&name.value)
                .map_or_else(Vec::new, |(_, fields)| fields.to_vec()),
        }
    }

    /// Returns the ids of the unions that have no name.
    pub(crate) fn inline_unions(&self) -> impl Iterator<Item = TypeId> + use<> {
        (self.spec.types.len()..self.len()).map(TypeId)
    }

    /// Returns the ids of the unnamed unions in a type, in the order of the text.
    pub(crate) fn unions_in(&self, ty: &Expression) -> Vec<TypeId> {
        let mut found = Vec::new();
        unions_in(ty, &mut found);
        let ids = found.iter().map(|union| self.numbers.get(&union.number));
        ids.flatten().copied().collect()
    }

    /// Returns the number of all types, named and unnamed.
    pub(crate) fn len(&self) -> usize {
        self.spec.types.len() + self.unions.len()
    }

    pub(super) fn referent(&self, name: &str) -> Option<Referent> {
        if let Some(scalar) = Scalar::named(name) {
            return Some(Referent::Scalar(scalar));
        }
        if GENERICS.contains(&name) {
            return Some(Referent::Generic);
        }
        self.types.get(name).copied().map(Referent::Named)
    }

    /// Returns all names that can be used as a type.
    pub(super) fn type_names(&self) -> impl Iterator<Item = &str> {
        let scalars = Scalar::ALL.map(Scalar::name).into_iter();
        scalars
            .chain(GENERICS)
            .chain(self.spec.types.iter().map(|decl| decl.name.value.as_str()))
    }

    /// Returns a type as a spec writes it, for messages.
    pub(crate) fn describe(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => scalar.name().to_owned(),
            Type::Optional(inner) => match inner.as_ref() {
                Type::Nullable(inner) => format!("{}??", self.describe(inner)),
                inner => format!("{}?", self.describe(inner)),
            },
            Type::Nullable(inner) => format!("{} | null", self.describe(inner)),
            Type::List(inner) => format!("list<{}>", self.describe(inner)),
            Type::Map(inner) => format!("map<{}>", self.describe(inner)),
            Type::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.describe(item)).collect();
                format!("tuple<{}>", items.join(", "))
            }
            Type::Named(id) | Type::Boxed(id) => match (self.decl(*id), self.inline(*id)) {
                (Some(decl), _) => decl.name.value.clone(),
                (None, Some(union)) => self.describe_union(union),
                (None, None) => String::new(),
            },
        }
    }

    fn describe_union(&self, union: &Alternatives) -> String {
        let types = union
            .types
            .iter()
            .map(|each| self.describe_alternative(each));
        types.collect::<Vec<_>>().join(" | ")
    }

    /// An alternative of a union as a spec writes it.
    pub(super) fn describe_alternative(&self, ty: &Expression) -> String {
        match &ty.kind {
            ExpressionKind::Literal(text) => serde_json::Value::from(text.as_str()).to_string(),
            _ => {
                let ty = self.resolve(ty);
                ty.map(|ty| self.describe(&ty)).unwrap_or_default()
            }
        }
    }
}

/// Returns the unnamed unions, in the order of the spec.
fn unions(spec: &Spec) -> Vec<&Alternatives> {
    let mut found = Vec::new();
    for decl in &spec.types {
        if let Some(TypeBody::Alias(ty)) = &decl.body {
            unions_in_alias(ty, &mut found);
        }
    }
    for ty in spec.expressions_without_aliases() {
        unions_in(ty, &mut found);
    }
    found
}

/// Whether a name is the name of a built-in type.
pub(super) fn is_built_in(name: &str) -> bool {
    Scalar::named(name).is_some() || GENERICS.contains(&name)
}
