//! Resolves the names of types.

use std::cell::Cell;
use std::collections::HashMap;

use super::budget::Budget;
use crate::diagnostic::Diagnostics;
use crate::model::{Scalar, Type, TypeId};
use crate::spec::{FieldDecl, Spec, TypeBody, TypeDecl, ValueDecl};
use crate::tree::{Expression, ExpressionKind};

/// The built-in types that contain another type.
const GENERICS: [&str; 2] = ["list", "map"];

/// A spec whose types can be looked up.
pub(crate) struct Scope<'s> {
    pub(crate) spec: &'s Spec,
    types: HashMap<&'s str, TypeId>,
    /// The index of each field and of each enum value, by its wire name.
    members: HashMap<(TypeId, &'s str), usize>,
    pub(super) budget: Budget,
    /// The number of messages that asked for suggestions so far.
    suggested: Cell<usize>,
}

/// The item that a name in a type refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Referent {
    Scalar(Scalar),
    /// `list` or `map`.
    Generic,
    Named(TypeId),
}

impl<'s> Scope<'s> {
    pub(crate) fn new(spec: &'s Spec) -> Self {
        let names = spec.types.iter().map(|decl| decl.name.value.as_str());
        let types = names.zip((0..).map(TypeId)).collect();
        let mut scope = Self {
            spec,
            types,
            members: HashMap::new(),
            budget: Budget::new(),
            suggested: Cell::new(0),
        };
        for (decl, id) in spec.types.iter().zip((0..).map(TypeId)) {
            scope.index(decl, id);
        }
        scope
    }

    fn index(&mut self, decl: &'s TypeDecl, id: TypeId) {
        let names: Vec<_> = match &decl.body {
            Some(TypeBody::Record(fields)) => fields.iter().map(FieldDecl::wire).collect(),
            Some(TypeBody::Enum(values)) => values.iter().map(ValueDecl::wire).collect(),
            None => Vec::new(),
        };
        for (place, name) in names.into_iter().enumerate() {
            self.members
                .entry((id, name.value.as_str()))
                .or_insert(place);
        }
    }

    /// The resolved type, if all its names exist.
    pub(crate) fn resolve(&self, expression: &Expression) -> Option<Type> {
        match &expression.kind {
            ExpressionKind::Unread => None,
            ExpressionKind::Optional(inner) => Some(Type::Optional(Box::new(self.resolve(inner)?))),
            ExpressionKind::Name(name) => match self.referent(name)? {
                Referent::Scalar(scalar) => Some(Type::Scalar(scalar)),
                Referent::Named(id) => Some(Type::Named(id)),
                Referent::Generic => None,
            },
            ExpressionKind::Generic(name, inner) => {
                let [inner] = inner.as_slice() else {
                    return None;
                };
                let inner = Box::new(self.resolve(inner)?);
                match name.value.as_str() {
                    "list" => Some(Type::List(inner)),
                    "map" => Some(Type::Map(inner)),
                    _ => None,
                }
            }
        }
    }

    /// The declaration of a named type.
    pub(crate) fn decl(&self, id: TypeId) -> Option<&'s TypeDecl> {
        self.spec.types.get(id.0)
    }

    /// The index of a field or enum value in its type, by its wire name.
    pub(super) fn member(&self, id: TypeId, wire: &str) -> Option<usize> {
        self.members.get(&(id, wire)).copied()
    }

    /// The words for a suggestion in a message. Empty once there are more messages than are kept,
    /// since comparing words takes time.
    pub(super) fn suggested<I: Iterator>(&self, words: I) -> std::iter::Take<I> {
        let before = self.suggested.replace(self.suggested.get() + 1);
        words.take(if before < Diagnostics::LIMIT {
            usize::MAX
        } else {
            0
        })
    }

    /// The id of a record, by its name.
    pub(crate) fn record_id(&self, name: &str) -> Option<TypeId> {
        self.types.get(name).copied()
    }

    /// The fields of a record, by its name.
    pub(crate) fn record(&self, name: &str) -> Option<&'s [FieldDecl]> {
        match self.decl(*self.types.get(name)?)?.body.as_ref()? {
            TypeBody::Record(fields) => Some(fields),
            TypeBody::Enum(_) => None,
        }
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

    /// All names that a type can begin with.
    pub(super) fn type_names(&self) -> impl Iterator<Item = &str> {
        let scalars = Scalar::ALL.map(Scalar::name).into_iter();
        scalars
            .chain(GENERICS)
            .chain(self.spec.types.iter().map(|decl| decl.name.value.as_str()))
    }

    /// A type as a spec writes it.
    pub(super) fn describe(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => scalar.name().to_owned(),
            Type::Optional(inner) => format!("{}?", self.describe(inner)),
            Type::Nullable(inner) => format!("{} | null", self.describe(inner)),
            Type::List(inner) => format!("list<{}>", self.describe(inner)),
            Type::Map(inner) => format!("map<{}>", self.describe(inner)),
            Type::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.describe(item)).collect();
                format!("tuple<{}>", items.join(", "))
            }
            Type::Named(id) | Type::Boxed(id) => self
                .decl(*id)
                .map(|decl| decl.name.value.clone())
                .unwrap_or_default(),
        }
    }
}

/// Whether a name is a type of the language, in this or a later version.
pub(super) fn is_built_in(name: &str) -> bool {
    Scalar::named(name).is_some() || GENERICS.contains(&name) || name == "tuple"
}
