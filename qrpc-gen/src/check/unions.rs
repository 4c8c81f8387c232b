//! Rules about unions.

use std::collections::HashMap;

use super::scope::{Choice, Definition, MAX_CHAIN, Scope};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Scalar, Type, TypeId};
use crate::source::Span;
use crate::spec::{FieldDecl, TypeBody};
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
            diagnostics.push(catalogue::empty_union(&decl.name));
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

/// In a union with more alternatives than this, hidden alternatives are not searched: each
/// alternative is compared with all earlier ones, which takes time.
const MOST_COMPARED: usize = 200;

/// Checks that every alternative of an untagged union can be chosen. An alternative is never chosen
/// if an earlier one fits all of its values, since a value is read as the first alternative that
/// fits.
pub(super) fn alternatives_are_reached(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for place in 0..scope.len() {
        let Some(Definition::Union(choices)) = scope.definition(TypeId(place)) else {
            continue;
        };
        if choices.len() > MOST_COMPARED {
            continue;
        }
        let mut earlier: Vec<(Span, ComparedAlternative)> = Vec::new();
        for choice in choices {
            let Some(alternative) = scope.alternative(choice) else {
                continue;
            };
            let hides =
                |(_, first): &&(Span, ComparedAlternative)| scope.hides(first, &alternative);
            if let Some((first, _)) = earlier.iter().find(hides) {
                diagnostics.push(catalogue::hidden_alternative(choice.ty.span, *first));
            }
            earlier.push((choice.ty.span, alternative));
        }
    }
}

/// An alternative of a union: one string, or all values of a type.
enum ComparedAlternative {
    Text(String),
    Type(Type),
}

impl Scope<'_> {
    fn alternative(&self, choice: Choice<'_>) -> Option<ComparedAlternative> {
        match &choice.ty.kind {
            ExpressionKind::Literal(text) => Some(ComparedAlternative::Text(text.clone())),
            _ => self.resolve(choice.ty).map(ComparedAlternative::Type),
        }
    }

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

    /// Whether every value of the second alternative fits the first.
    fn hides(&self, first: &ComparedAlternative, second: &ComparedAlternative) -> bool {
        match (first, second) {
            (ComparedAlternative::Text(first), ComparedAlternative::Text(second)) => {
                first == second
            }
            (ComparedAlternative::Text(_), ComparedAlternative::Type(_)) => false,
            (ComparedAlternative::Type(first), ComparedAlternative::Text(text)) => {
                match self.aliased(first) {
                    Type::Scalar(scalar) => matches!(scalar, Scalar::String | Scalar::Any),
                    Type::Named(id) => match self.definition(id) {
                        Some(Definition::Enum(decl)) if decl.of.is_none() => {
                            decl.open || decl.values.iter().any(|value| value.wire().value == *text)
                        }
                        _ => false,
                    },
                    _ => false,
                }
            }
            (ComparedAlternative::Type(first), ComparedAlternative::Type(second)) => {
                self.covers(&self.aliased(first), &self.aliased(second), 0)
            }
        }
    }

    /// Whether every value of the second type fits the first. Nested types are compared by name.
    /// `depth` is the number of lists and maps around the types. Aliases may nest them endlessly, so
    /// those that are nested too deeply count as different.
    fn covers(&self, first: &Type, second: &Type, depth: usize) -> bool {
        match (first, second) {
            (Type::Scalar(Scalar::Any), _) => true,
            (Type::Scalar(first), Type::Scalar(second)) => covers_scalar(*first, *second),
            (Type::Scalar(Scalar::String), Type::Named(id)) => {
                let definition = self.definition(*id);
                matches!(definition, Some(Definition::Enum(decl)) if decl.of.is_none())
            }
            (Type::Map(value), Type::Named(id)) if **value == Type::Scalar(Scalar::Any) => {
                matches!(
                    self.definition(*id),
                    Some(Definition::Record | Definition::Tagged(..))
                )
            }
            (Type::List(first), Type::List(second)) | (Type::Map(first), Type::Map(second)) => {
                depth < MAX_CHAIN
                    && self.covers(&self.aliased(first), &self.aliased(second), depth + 1)
            }
            (Type::Named(first), Type::Named(second)) if first != second => {
                self.covers_record(*first, *second)
            }
            (first, second) => first == second,
        }
    }

    /// Whether every value of the second record can be read as the first record.
    fn covers_record(&self, first: TypeId, second: TypeId) -> bool {
        let is_record = |id| matches!(self.definition(id), Some(Definition::Record));
        if !is_record(first) || !is_record(second) {
            return false;
        }
        let written: HashMap<_, _> = self
            .fields(second)
            .iter()
            .map(|field| (field.wire().value.as_str(), *field))
            .collect();
        self.fields(first).iter().all(|field| {
            // A value of the second record may violate a constraint of the first one.
            if !field.constraints.is_empty() {
                return false;
            }
            let ty = self.resolve(&field.ty);
            let may_be_absent = field.default.is_some() || matches!(ty, Some(Type::Optional(_)));
            match written.get(field.wire().value.as_str()) {
                Some(other) if field.constant().is_some() || other.constant().is_some() => {
                    let value = |field: &FieldDecl| match field.constant() {
                        Some(constant) => self.literal(constant, ty.as_ref()?).ok(),
                        None => None,
                    };
                    value(field) == value(other)
                }
                Some(other) => self.resolve(&other.ty) == ty,
                None => may_be_absent,
            }
        })
    }
}

fn covers_scalar(first: Scalar, second: Scalar) -> bool {
    let is_float = |scalar| matches!(scalar, Scalar::F32 | Scalar::F64);
    match (first.integers(), second.integers()) {
        (Some(first), Some(second)) => first.0 <= second.0 && second.1 <= first.1,
        (None, Some(_)) => is_float(first),
        _ => first == second || (is_float(first) && is_float(second)),
    }
}

/// Checks that a type that allows null by itself is not made nullable or optional once more where
/// it is used.
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
