//! The definitions of types that are not built in: named types, and unions that are written where
//! they are used.

use super::Scope;
use crate::model::TypeId;
use crate::source::Text;
use crate::spec::{EnumDecl, TypeBody, UnionDecl, VariantDecl};
use crate::tree::{Alternatives, Expression, ExpressionKind};

/// The definition of a type that is not built in.
pub(crate) enum Definition<'s> {
    Record,
    Enum(&'s EnumDecl),
    /// A union without a tag: a value is read as the first choice that fits.
    Union(Vec<Choice<'s>>),
    Tagged(&'s Text, &'s UnionDecl),
    Alias(&'s Expression),
    Newtype(&'s Expression),
    Foreign(&'s Text),
}

/// One type of an untagged union.
#[derive(Clone, Copy)]
pub(crate) struct Choice<'s> {
    /// The declaration of the variant, if the union is defined by `union`.
    pub(crate) variant: Option<&'s VariantDecl>,
    pub(crate) ty: &'s Expression,
}

impl<'s> Scope<'s> {
    /// Returns the definition of a type; `None` if it could not be read.
    pub(crate) fn definition(&self, id: TypeId) -> Option<Definition<'s>> {
        let Some(decl) = self.decl(id) else {
            let union = self.inline(id)?;
            return Some(Definition::Union(choices(union)));
        };
        Some(match decl.body.as_ref()? {
            TypeBody::Record(_) => Definition::Record,
            TypeBody::Enum(decl) => Definition::Enum(decl),
            TypeBody::Union(decl) => match &decl.tag {
                Some(tag) => Definition::Tagged(tag, decl),
                None => Definition::Union(decl.variants.iter().map(Choice::of).collect()),
            },
            TypeBody::Alias(ty) => match named_union(ty) {
                Some(alternatives) => Definition::Union(choices(alternatives)),
                None => Definition::Alias(ty),
            },
            TypeBody::Newtype(ty) => Definition::Newtype(ty),
            TypeBody::Foreign(path) => Definition::Foreign(path),
        })
    }

    /// Returns the unnamed union that has this id; `None` for other types.
    pub(super) fn inline(&self, id: TypeId) -> Option<&'s Alternatives> {
        let place = id.0.checked_sub(self.spec.types.len())?;
        self.unions.get(place).copied()
    }
}

impl<'s> Choice<'s> {
    fn of(variant: &'s VariantDecl) -> Self {
        Self {
            variant: Some(variant),
            ty: &variant.ty,
        }
    }
}

fn choices(alternatives: &Alternatives) -> Vec<Choice<'_>> {
    let choice = |ty| Choice { variant: None, ty };
    alternatives.values().map(choice).collect()
}

/// If `ty`, the type of an alias, is a union that needs a type of its own in Rust and does not
/// allow null, returns the union: it has the name of the alias.
fn named_union(ty: &Expression) -> Option<&Alternatives> {
    match &ty.kind {
        ExpressionKind::Union(union) if needs_type(union) && !union.has_null() => Some(union),
        _ => None,
    }
}

/// Whether the union needs a type of its own in Rust.
pub(super) fn needs_type(union: &Alternatives) -> bool {
    let is_literal = |each: &Expression| matches!(each.kind, ExpressionKind::Literal(_));
    union.values().nth(1).is_some() || union.values().any(is_literal)
}

/// Adds the unnamed unions in a type to `found`, in the order of the text.
pub(super) fn unions_in<'s>(ty: &'s Expression, found: &mut Vec<&'s Alternatives>) {
    match &ty.kind {
        ExpressionKind::Optional(inner) => unions_in(inner, found),
        ExpressionKind::Generic(_, inner) => inner.iter().for_each(|each| unions_in(each, found)),
        ExpressionKind::Union(alternatives) => {
            if needs_type(alternatives) {
                found.push(alternatives);
            }
            let types = alternatives.types.iter();
            types.for_each(|each| unions_in(each, found));
        }
        ExpressionKind::Name(_) | ExpressionKind::Literal(_) | ExpressionKind::Unread => {}
    }
}

/// Like [`unions_in`], but for the type of an `alias`: a union that has the name of the alias is
/// not added.
pub(super) fn unions_in_alias<'s>(ty: &'s Expression, found: &mut Vec<&'s Alternatives>) {
    match named_union(ty) {
        Some(union) => union.types.iter().for_each(|each| unions_in(each, found)),
        None => unions_in(ty, found),
    }
}
