//! Rules about unions.

use super::scope::{Definition, MAX_CHAIN, Scope};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Scalar, Type, TypeId};
use crate::spec::TypeBody;
use crate::tree::{Expression, ExpressionKind};

/// Checks that every variant of a tagged union is null, or a record that has no field named like
/// the tag.
pub(super) fn variants_are_records(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for place in 0..scope.spec.types.len() {
        let Some(Definition::Tagged(tag, union)) = scope.definition(TypeId(place)) else {
            continue;
        };
        for variant in &union.variants {
            match scope.resolve(&variant.ty) {
                None | Some(Type::Scalar(Scalar::Null)) => {}
                Some(ty) => match scope.record_of(&ty) {
                    Some(id) => {
                        let mut fields = scope.fields(id).iter();
                        let same = fields.find(|field| field.wire().value == tag.value);
                        if let Some(field) = same {
                            let described = scope.describe(&ty);
                            let span = variant.ty.span;
                            let mistake =
                                catalogue::tag_is_field(span, &described, tag, field.wire());
                            diagnostics.push(mistake);
                        }
                    }
                    None => {
                        let described = scope.describe(&ty);
                        diagnostics.push(catalogue::variant_no_record(variant.ty.span, &described));
                    }
                },
            }
            if variant.key.is_none() {
                diagnostics.push(catalogue::unnamed_variant(variant.ty.span));
            }
        }
    }
}

/// Checks that `untagged` names a variant of the union, and that only a tagged union is `open`.
pub(super) fn tags_fit(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for decl in &scope.spec.types {
        let Some(TypeBody::Union(union)) = &decl.body else {
            continue;
        };
        if union.variants.is_empty() {
            diagnostics.push(catalogue::empty_union(
                &decl.name,
                scope.spec.syntax_at(decl.name.span),
            ));
        }
        if union.tag.is_none() {
            let variants = union.variants.iter();
            for wire in variants.filter_map(|variant| variant.wire.as_ref()) {
                diagnostics.push(catalogue::wire_without_tag(wire));
            }
        }
        let keys = union
            .variants
            .iter()
            .filter_map(|variant| variant.key.as_ref());
        match (&union.tag, &union.untagged) {
            (None, Some(untagged)) => {
                diagnostics.push(catalogue::needs_tag("untagged", untagged.span));
            }
            (Some(_), Some(untagged)) if keys.clone().all(|key| key.value != untagged.value) => {
                let known = keys.map(|key| key.value.as_str());
                diagnostics.push(catalogue::unknown_variant(untagged, known));
            }
            _ => {}
        }
        if let (None, Some(open)) = (&union.tag, &union.open) {
            diagnostics.push(catalogue::needs_tag("open", open.span));
        }
    }
}

/// The maximum number of alternatives of a union without a tag.
const MAX_ALTERNATIVES: usize = 1000;

/// Checks that no union without a tag has too many alternatives, because reading a value tries one
/// alternative after another.
pub(super) fn alternatives_are_few(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for place in 0..scope.len() {
        let Some(Definition::Union(choices)) = scope.definition(TypeId(place)) else {
            continue;
        };
        if let Some(first) = choices.get(MAX_ALTERNATIVES) {
            diagnostics.push(catalogue::large_union(first.ty.span, MAX_ALTERNATIVES));
        }
    }
}

impl Scope<'_> {
    /// The id of the record that a type is, directly or through aliases; `None` for other types.
    pub(crate) fn record_of(&self, ty: &Type) -> Option<TypeId> {
        match self.aliased(ty) {
            Type::Named(id) => match self.definition(id)? {
                Definition::Record => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the type that an alias stands for, or the type itself if it is not an alias.
    pub(crate) fn aliased(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        // The loop is bounded because an alias may stand for itself, which another rule reports.
        for _ in 0..MAX_CHAIN {
            let Type::Named(id) = ty else {
                return ty;
            };
            match self.definition(id) {
                Some(Definition::Alias(target)) => match self.resolve(target) {
                    Some(target) => ty = target,
                    None => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }
}

/// Checks that a type whose values include null is not made nullable or optional once more where
/// the type is used.
pub(super) fn nulls_are_told_apart(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for expression in scope.spec.expressions() {
        null_once(scope, expression, diagnostics);
    }
}

fn null_once(scope: &Scope<'_>, ty: &Expression, diagnostics: &mut Diagnostics) {
    let inner: Vec<&Expression> = match &ty.kind {
        ExpressionKind::Optional(inner) => vec![inner],
        ExpressionKind::Generic(_, inner) => inner.iter().collect(),
        ExpressionKind::Union(union) => union.types.iter().collect(),
        ExpressionKind::Name(_) | ExpressionKind::Literal(_) | ExpressionKind::Unread => return,
    };
    let allows_null = match &ty.kind {
        ExpressionKind::Optional(_) => true,
        ExpressionKind::Union(union) => union.has_null() && inner.len() == 2,
        _ => false,
    };
    for each in &inner {
        let is_name = matches!(each.kind, ExpressionKind::Name(_));
        let resolved = scope.resolve(each).filter(|_| allows_null && is_name);
        if let Some(Type::Nullable(_)) = resolved.as_ref().map(|ty| scope.aliased(ty)) {
            let name = resolved.map(|ty| scope.describe(&ty)).unwrap_or_default();
            diagnostics.push(catalogue::null_twice(ty.span, &name));
        }
        null_once(scope, each, diagnostics);
    }
}

/// Checks that the type of an alias or newtype is not optional: the `?` belongs where the alias is
/// used.
pub(super) fn aliases_are_values(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for place in 0..scope.spec.types.len() {
        match scope.definition(TypeId(place)) {
            Some(Definition::Alias(ty) | Definition::Newtype(ty)) if ty.is_optional() => {
                diagnostics.push(catalogue::optional_alias(ty.span));
            }
            _ => {}
        }
    }
}
