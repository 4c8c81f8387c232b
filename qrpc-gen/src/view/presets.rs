//! Writes defaults, for the macros of the runtime and for the documentation.

use super::derives;
use super::expressions::{EMPTY_LIST, EMPTY_MAP, field_value};
use super::literals;
use super::properties::traits::Trait;
use super::text::quoted;
use super::types::Types;
use crate::model::{Field, FieldForm, Literal, Scalar, Type, TypeId, TypeKind};

/// Returns the text for the default of a field, which the macro expects after `=`.
pub(super) fn preset(types: Types<'_>, field: &Field, default: &Literal) -> String {
    match (&field.ty, default) {
        (ty, Literal::Null) => null(types, ty).to_owned(),
        (Type::Scalar(Scalar::Any), _) => closure(types, field, default),
        (Type::Scalar(_), Literal::Text(text)) => literals::text(text),
        (Type::Scalar(_), Literal::Bool(value)) => value.to_string(),
        (Type::Scalar(_), Literal::Int(value)) => literals::integer(value),
        (Type::Scalar(Scalar::F32), Literal::Float(value)) => literals::single(*value),
        (Type::Scalar(_), Literal::Float(value)) => literals::double(*value),
        (Type::List(_), Literal::List(items)) if items.is_empty() => {
            empty(types, field, EMPTY_LIST, "__rt::EmptyList")
        }
        (Type::Map(_), Literal::Map(entries)) if entries.is_empty() => {
            empty(types, field, EMPTY_MAP, "__rt::EmptyMap")
        }
        _ => closure(types, field, default),
    }
}

/// Returns the name of the runtime's default for null. The name depends on the type: a `None` may
/// stand for an absent field, for null, or for either of them.
fn null(types: Types<'_>, ty: &Type) -> &'static str {
    match types.resolved(ty) {
        Type::Optional(inner) => match types.resolved(inner) {
            Type::Optional(_) | Type::Nullable(_) => "__rt::AbsentOrNull",
            _ => "__rt::Absent",
        },
        _ => "__rt::Null",
    }
}

/// Returns the default for an empty list or map: `plain` if its items implement `PartialEq`, or
/// else `uncompared`, which does not compare them.
fn empty(types: Types<'_>, field: &Field, plain: &str, uncompared: &str) -> String {
    let compares = derives::has(types, &field.ty, Trait::PartialEq);
    if compares { plain } else { uncompared }.to_owned()
}

fn closure(types: Types<'_>, field: &Field, default: &Literal) -> String {
    format!("|| {}", field_value(types, field, default))
}

/// Returns a sentence for the documentation that states the default.
pub(super) fn sentence(types: Types<'_>, field: &Field, default: &Literal) -> String {
    const LONGEST_DEFAULT: usize = 60;
    let value = match (&field.ty, default) {
        (Type::Optional(_) | Type::Nullable(_), Literal::Null) => "None".to_owned(),
        (_, default) => json(types, default),
    };
    match value.chars().count() {
        0..=LONGEST_DEFAULT => format!("Defaults to {}.", quoted(&value)),
        _ => "The default is too long to be shown here.".to_owned(),
    }
}

/// Returns a value in the JSON syntax that a spec uses.
pub(super) fn json(types: Types<'_>, value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Int(value) => value.to_string(),
        Literal::Float(value) => format!("{value:?}"),
        Literal::Text(value) => literals::text(value),
        Literal::Bytes(value) => literals::bytes(value),
        Literal::List(items) | Literal::Tuple(items) => {
            let items: Vec<_> = items.iter().map(|item| json(types, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Literal::Union(_, _, value) => json(types, value),
        Literal::Enum(id, place) => enum_value(types, *id, *place),
        Literal::Map(_) | Literal::Tagged(..) | Literal::Record(..) => {
            format!("{{{}}}", members(types, value).join(", "))
        }
    }
}

/// Returns the members of an object, each as `"key": value`.
fn members(types: Types<'_>, value: &Literal) -> Vec<String> {
    let member =
        |key: &str, value: &Literal| format!("{}: {}", literals::text(key), json(types, value));
    match value {
        Literal::Map(entries) => {
            let entries = entries.iter();
            entries.map(|(key, value)| member(key, value)).collect()
        }
        Literal::Union(_, _, value) => members(types, value),
        Literal::Record(id, values) => fields(types, types.fields(*id), values),
        Literal::Tagged(id, place, values) => {
            let variant = &types.variants(*id)[*place];
            let tag = member(types.tag(*id), &Literal::Text(variant.wire.clone()));
            let tag = (types.untagged(*id) != Some(*place)).then_some(tag);
            let record = variant.record.as_ref().and_then(Type::named);
            let record = record.map_or(&[][..], |id| types.fields(id));
            tag.into_iter()
                .chain(fields(types, record, values))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the members of a record. The result includes the members of flat fields.
fn fields(types: Types<'_>, fields: &[Field], values: &[Literal]) -> Vec<String> {
    let fields = fields.iter().zip(values);
    let fields = fields.flat_map(|(field, value)| match field.form {
        FieldForm::Flat => members(types, value),
        _ => vec![format!(
            "{}: {}",
            literals::text(&field.wire),
            json(types, value)
        )],
    });
    fields.collect()
}

fn enum_value(types: Types<'_>, id: TypeId, place: usize) -> String {
    let wire = &types.values(id)[place].wire;
    match types.kind(id) {
        TypeKind::Enum(definition) if definition.of.is_some() => wire.clone(),
        _ => literals::text(wire),
    }
}
