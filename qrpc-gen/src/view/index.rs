//! The properties of types that depend on the types within them. The properties are found once for
//! all types, without recursion from type to type: a chain of types can be as long as a file, and
//! the number of paths through the types can grow exponentially with the number of types.

use std::ops::Deref;

use super::docs::Docs;
use super::properties::rust_types::RustTypes;
use super::properties::traits::{self, Trait};
use super::properties::{emptiness, objects, sizes};
use crate::check::finished;
use crate::model::{AlternativeKind, Api, Method, Type, TypeId, TypeKind};

/// An API, with the properties of its types.
#[derive(Debug)]
pub(crate) struct IndexedApi<'a> {
    api: &'a Api,
    sizes: Vec<usize>,
    may_be_empty: Vec<bool>,
    is_object: Vec<bool>,
    displays: Vec<bool>,
    /// For each trait, the types that implement it.
    traits: Vec<Vec<bool>>,
    rust_types: RustTypes,
    /// The documentation that the author wrote of each method. Several functions of a stub have the
    /// same documentation.
    method_docs: Vec<Option<Docs>>,
}

impl<'a> IndexedApi<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        let all_users = users(api, |_| true);
        // Only for an alias, whether the type may be zero-sized depends on the types that it names.
        let aliases = users(api, |kind| matches!(kind, TypeKind::Alias(_)));
        let all = |holds: &dyn Fn(&TypeKind, &[bool]) -> bool| greatest(api, &all_users, holds);
        let is_inline = |ty: &Type| !matches!(ty, Type::List(_) | Type::Map(_));
        Self {
            api,
            sizes: sizes::of_all(api, &inside_out(api, |_| true, is_inline)),
            may_be_empty: greatest(api, &aliases, emptiness::may_be_empty),
            is_object: all(&objects::is_object),
            displays: all(&traits::displays),
            traits: traits::NEWTYPE_TRAITS
                .iter()
                .map(|it| all(&|kind, known| traits::implements(kind, *it, known)))
                .collect(),
            method_docs: api
                .methods
                .iter()
                .map(|method| Docs::of_author(method.doc.as_deref()))
                .collect(),
            rust_types: RustTypes::new(api, &inside_out(api, is_plain_alias, |_| true)),
        }
    }

    /// The lower bound for the size of each type, in bytes.
    pub(super) fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Whether each type may be zero-sized.
    pub(super) fn may_be_empty(&self) -> &[bool] {
        &self.may_be_empty
    }

    /// Whether all values of each type are objects whose members Rust can read and write one by
    /// one.
    pub(super) fn is_object(&self) -> &[bool] {
        &self.is_object
    }

    /// Whether each type implements `Display`.
    pub(super) fn displays(&self) -> &[bool] {
        &self.displays
    }

    /// Whether each type implements the trait.
    pub(super) fn implements(&self, wanted: Trait) -> &[bool] {
        self.traits.get(wanted as usize).map_or(&[], Vec::as_slice)
    }

    /// The methods, each with the documentation that the author wrote.
    pub(super) fn documented_methods(&self) -> impl Iterator<Item = (&Method, Option<&Docs>)> {
        let docs = self.method_docs.iter().map(Option::as_ref);
        self.api.methods.iter().zip(docs)
    }

    pub(super) fn rust_types(&self) -> &RustTypes {
        &self.rust_types
    }
}

impl Deref for IndexedApi<'_> {
    type Target = Api;

    fn deref(&self) -> &Api {
        self.api
    }
}

/// Returns which types have a property. `holds` says whether a type has the property if exactly the
/// types that are marked as true have the property. A type that contains itself has the property if
/// everything else in the type has it. `users` has, for each type, the types whose result depends
/// on that type. The users of a type are tested again when the type turns out not to have the
/// property.
fn greatest(
    api: &Api,
    users: &[Vec<usize>],
    holds: impl Fn(&TypeKind, &[bool]) -> bool,
) -> Vec<bool> {
    let mut known = vec![true; api.types.len()];
    let mut open: Vec<_> = (0..api.types.len()).collect();
    while let Some(id) = open.pop() {
        if known[id] && !holds(&api.types[id].kind, &known) {
            known[id] = false;
            open.extend(users[id].iter().filter(|user| known[**user]));
        }
    }
    known
}

/// Returns, for each type, the types that name it and for whose kind `counts` is true.
fn users(api: &Api, counts: impl Fn(&TypeKind) -> bool) -> Vec<Vec<usize>> {
    let mut users = vec![Vec::new(); api.types.len()];
    let all = api.types.iter().enumerate();
    for (user, def) in all.filter(|(_, def)| counts(&def.kind)) {
        for ty in parts(&def.kind) {
            named(ty, &|_| true, true, &mut |id| users[id.0].push(user));
        }
    }
    users
}

/// Returns the types in an order in which each type for which `opens` is true comes after the types
/// that it contains. A type contains the types that it names outside of boxes and of types for
/// which `enters` is false. No type may contain itself in this way.
fn inside_out(
    api: &Api,
    opens: impl Fn(&TypeKind) -> bool,
    enters: impl Fn(&Type) -> bool,
) -> Vec<usize> {
    let graph = api.types.iter().map(|def| {
        let mut contained = Vec::new();
        if opens(&def.kind) {
            for ty in parts(&def.kind) {
                named(ty, &enters, false, &mut |id| contained.push(id.0));
            }
        }
        contained
    });
    finished(&graph.collect::<Vec<_>>())
}

fn is_plain_alias(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Alias(alias) if !alias.newtype)
}

/// Returns the types in the definition of a type.
fn parts(kind: &TypeKind) -> Vec<&Type> {
    match kind {
        TypeKind::Record(record) => record.fields.iter().map(|field| &field.ty).collect(),
        TypeKind::Union(union) => {
            let alternatives = union.alternatives.iter();
            let types = alternatives.filter_map(|it| match &it.kind {
                AlternativeKind::Type(ty) => Some(ty),
                AlternativeKind::Text(_) => None,
            });
            types.collect()
        }
        TypeKind::Tagged(tagged) => {
            let variants = tagged.variants.iter();
            variants.filter_map(|it| it.record.as_ref()).collect()
        }
        TypeKind::Alias(alias) => vec![&alias.ty],
        TypeKind::Enum(_) | TypeKind::Foreign(_) => Vec::new(),
    }
}

/// Calls `found` with each named type in a type, including the types in boxes if `boxed` is true.
fn named(ty: &Type, enters: &impl Fn(&Type) -> bool, boxed: bool, found: &mut impl FnMut(TypeId)) {
    match ty {
        _ if !enters(ty) => {}
        Type::Optional(inner) | Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) => {
            named(inner, enters, boxed, found);
        }
        Type::Tuple(items) => {
            for item in items {
                named(item, enters, boxed, found);
            }
        }
        Type::Named(id) => found(*id),
        Type::Boxed(id) if boxed => found(*id),
        Type::Boxed(_) | Type::Scalar(_) => {}
    }
}
