//! Alternatives of untagged unions that are never chosen, because an earlier one fits all of their
//! values.

use std::collections::HashMap;

use super::scope::{Choice, Definition, MAX_CHAIN, Scope};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Scalar, Type, TypeId};
use crate::source::Span;
use crate::spec::FieldDecl;
use crate::tree::ExpressionKind;

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
            if let Some((span, first)) = earlier.iter().find(hides) {
                let is_same = scope.hides(&alternative, first);
                let hidden = catalogue::hidden_alternative(choice.ty.span, *span, is_same);
                diagnostics.push(hidden);
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
                            decl.open || self.member(id, text).is_some()
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
    /// `depth` is the number of lists and maps around the types. Aliases may nest them endlessly,
    /// so those that are nested too deeply count as different.
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
