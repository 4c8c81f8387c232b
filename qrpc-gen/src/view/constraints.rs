//! Writes constraints of fields, for the macros of the runtime and for the documentation.

use super::literals;
use super::sentences;
use super::types::Types;
use crate::model::{Bound, Constraints, Field, Scalar, Type, TypeKind};

/// Returns the constraints of a field in the syntax of the macro; `None` if it has none.
pub(super) fn rules(types: Types<'_>, field: &Field) -> Option<String> {
    let Constraints {
        min,
        max,
        min_len,
        max_len,
        pattern,
    } = &field.constraints;
    let number = |bound: &Bound| number(constrained(types, &field.ty), *bound);
    let rules = [
        min.as_ref().map(|bound| format!("min({})", number(bound))),
        max.as_ref().map(|bound| format!("max({})", number(bound))),
        min_len.map(|length| format!("min_len({})", literals::integer(&length))),
        max_len.map(|length| format!("max_len({})", literals::integer(&length))),
        pattern
            .as_ref()
            .map(|pattern| format!("pattern({})", literals::text(pattern))),
    ];
    let rules: Vec<_> = rules.into_iter().flatten().collect();
    (!rules.is_empty()).then(|| format!("{}: {};", field.rust, rules.join(", ")))
}

/// Returns a sentence for the documentation that states the constraints; `None` if there are none.
pub(super) fn sentence(types: Types<'_>, field: &Field) -> Option<String> {
    let Constraints {
        min, max, pattern, ..
    } = &field.constraints;
    let parts = [
        min.map(|bound| format!("at least {}", spoken(bound))),
        max.map(|bound| format!("at most {}", spoken(bound))),
        length(types, field),
        pattern.as_deref().map(matches),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    sentences::capitalized(&parts.join(", "))
}

fn length(types: Types<'_>, field: &Field) -> Option<String> {
    let unit = unit(constrained(types, &field.ty));
    let counted = |length: u64| match length {
        1 => format!("1 {unit}"),
        length => format!("{length} {unit}s"),
    };
    match (field.constraints.min_len, field.constraints.max_len) {
        (Some(min), Some(max)) => Some(format!("at least {min}, at most {}", counted(max))),
        (Some(min), None) => Some(format!("at least {}", counted(min))),
        (None, Some(max)) => Some(format!("at most {}", counted(max))),
        (None, None) => None,
    }
}

fn unit(ty: &Type) -> &'static str {
    match ty {
        Type::Scalar(Scalar::String) => "character",
        Type::Scalar(Scalar::Bytes | Scalar::Base64) => "byte",
        _ => "item",
    }
}

fn matches(pattern: &str) -> String {
    const LONGEST_PATTERN: usize = 60;
    match pattern.chars().count() {
        0..=LONGEST_PATTERN => format!("matches {}", sentences::text(pattern)),
        _ => "matches a pattern that is too long for this line".to_owned(),
    }
}

fn number(ty: &Type, bound: Bound) -> String {
    match (ty, bound) {
        (_, Bound::Int(value)) => literals::integer(&value),
        (Type::Scalar(Scalar::F32), Bound::Float(value)) => literals::single(value),
        (_, Bound::Float(value)) => literals::double(value),
    }
}

fn spoken(bound: Bound) -> String {
    match bound {
        Bound::Int(value) => value.to_string(),
        Bound::Float(value) => format!("{value:?}"),
    }
}

/// The type that constraints apply to: `T` for `T?`, for `T | null`, and for an alias of `T`.
fn constrained<'a>(types: Types<'a>, ty: &'a Type) -> &'a Type {
    match ty {
        Type::Optional(inner) | Type::Nullable(inner) => constrained(types, inner),
        Type::Named(id) => match types.kind(*id) {
            TypeKind::Alias(alias) if !alias.newtype => constrained(types, &alias.ty),
            _ => ty,
        },
        _ => ty,
    }
}
