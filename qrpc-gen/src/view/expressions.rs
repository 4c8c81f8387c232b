//! Writes values as Rust expressions, for defaults that are not a single token.

use super::literals;
use super::types::Types;
use crate::model::{AlternativeKind, Field, Literal, Scalar, Type, TypeId};

/// The path of the function that returns an empty list.
pub(super) const EMPTY_LIST: &str = "__rt::Vec::new";

/// The path of the function that returns an empty map.
pub(super) const EMPTY_MAP: &str = "__rt::BTreeMap::new";

/// Returns the value of a field as an expression of the field's type.
pub(super) fn field_value(types: Types<'_>, field: &Field, value: &Literal) -> String {
    expression(types, &field.ty, value)
}

/// Returns a value as an expression. The value must be of the type `ty`.
fn expression(types: Types<'_>, ty: &Type, value: &Literal) -> String {
    let ty = types.resolved(ty);
    if let Some((id, inner)) = ty.named().and_then(|id| Some((id, types.newtype(id)?))) {
        let inner = expression(types, inner, value);
        let newtype = format!("{}({inner})", types.named(id));
        return match ty {
            Type::Boxed(_) => boxed(&newtype),
            _ => newtype,
        };
    }
    match (ty, value) {
        (Type::Optional(_) | Type::Nullable(_), Literal::Null) => none(),
        (Type::Optional(inner) | Type::Nullable(inner), value) => {
            some(&expression(types, inner, value))
        }
        (Type::Boxed(id), value) => boxed(&expression(types, &Type::Named(*id), value)),
        (Type::Scalar(Scalar::Any), value) => any(value),
        (Type::Scalar(Scalar::F32), Literal::Float(value)) => literals::single(*value),
        (_, Literal::Float(value)) => literals::double(*value),
        (_, Literal::Bool(value)) => value.to_string(),
        (_, Literal::Int(value)) => literals::integer(value),
        (_, Literal::Text(value)) => string(value),
        (_, Literal::Bytes(value)) => bytes(value),
        (Type::List(inner), Literal::List(items)) => {
            list(items, |item| expression(types, inner, item))
        }
        (Type::Map(inner), Literal::Map(entries)) => {
            map(entries, |value| expression(types, inner, value))
        }
        (Type::Tuple(types_of_items), Literal::Tuple(items)) => {
            let items = types_of_items.iter().zip(items);
            tuple(items.map(|(ty, item)| expression(types, ty, item)))
        }
        (_, Literal::Union(id, place, value)) => alternative(types, *id, *place, value),
        (_, Literal::Tagged(id, place, values)) => tagged(types, *id, *place, values),
        (_, Literal::Record(id, values)) => record(types, *id, values),
        (_, Literal::Enum(id, place)) => variant(types, *id, *place),
        (_, Literal::Null | Literal::List(_) | Literal::Map(_) | Literal::Tuple(_)) => {
            "()".to_owned()
        }
    }
}

/// Returns a value of the type `any` as an expression.
fn any(value: &Literal) -> String {
    let (variant, inner) = match value {
        Literal::Bool(value) => ("Bool", value.to_string()),
        Literal::Int(value) => ("Int", literals::integer(value)),
        Literal::Float(value) => ("Float", literals::double(*value)),
        Literal::Text(text) => ("Text", string(text)),
        Literal::Bytes(value) => ("Bytes", bytes(value)),
        Literal::List(items) => ("List", list(items, any)),
        Literal::Map(entries) if entries.is_empty() => ("Map", "__rt::Map::new()".to_owned()),
        Literal::Map(entries) => ("Map", map(entries, any)),
        _ => return "__rt::Value::Null".to_owned(),
    };
    format!("__rt::Value::{variant}({inner})")
}

fn list(items: &[Literal], item: impl Fn(&Literal) -> String) -> String {
    if items.is_empty() {
        return format!("{EMPTY_LIST}()");
    }
    let items: Vec<_> = items.iter().map(item).collect();
    format!("__rt::From::from([{}])", items.join(", "))
}

fn map(entries: &[(String, Literal)], value: impl Fn(&Literal) -> String) -> String {
    if entries.is_empty() {
        return format!("{EMPTY_MAP}()");
    }
    let entry = |(key, item): &(String, Literal)| format!("({}, {})", string(key), value(item));
    let entries: Vec<_> = entries.iter().map(entry).collect();
    format!("__rt::From::from([{}])", entries.join(", "))
}

fn record(types: Types<'_>, id: TypeId, values: &[Literal]) -> String {
    let fields = types.fields(id).iter().zip(values);
    let fields = fields.filter(|(field, _)| !field.is_const());
    let fields: Vec<_> = fields
        .map(|(field, value)| format!("{}: {}", field.rust, field_value(types, field, value)))
        .collect();
    format!("{} {{ {} }}", types.named(id), fields.join(", "))
}

fn variant(types: Types<'_>, id: TypeId, place: usize) -> String {
    let values = types.values(id);
    format!("{}::{}", types.named(id), values[place].rust)
}

fn tuple(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.collect();
    match items.as_slice() {
        [item] => format!("({item},)"),
        items => format!("({})", items.join(", ")),
    }
}

/// Returns a value of an untagged union as an expression.
fn alternative(types: Types<'_>, id: TypeId, place: usize, value: &Literal) -> String {
    let alternative = &types.alternatives(id)[place];
    let path = format!("{}::{}", types.named(id), alternative.rust);
    match &alternative.kind {
        AlternativeKind::Type(Type::Scalar(Scalar::Null)) | AlternativeKind::Text(_) => path,
        AlternativeKind::Type(ty) => format!("{path}({})", expression(types, ty, value)),
    }
}

/// Returns a value of a tagged union as an expression.
fn tagged(types: Types<'_>, id: TypeId, place: usize, values: &[Literal]) -> String {
    let variant = &types.variants(id)[place];
    let path = format!("{}::{}", types.named(id), variant.rust);
    match &variant.record {
        Some(Type::Named(id)) => format!("{path}({})", record(types, *id, values)),
        Some(Type::Boxed(id)) => format!("{path}({})", boxed(&record(types, *id, values))),
        _ => path,
    }
}

fn string(text: &str) -> String {
    format!("__rt::From::from({})", literals::text(text))
}

fn bytes(bytes: &[u8]) -> String {
    format!("__rt::From::from(*{})", literals::bytes(bytes))
}

fn boxed(inner: &str) -> String {
    format!("__rt::Box::new({inner})")
}

fn some(inner: &str) -> String {
    format!("__rt::Option::Some({inner})")
}

fn none() -> String {
    "__rt::Option::None".to_owned()
}
