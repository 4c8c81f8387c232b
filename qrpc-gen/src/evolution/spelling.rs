//! Writes types and values as a spec does. Messages show types and values in this form. Values of
//! two versions are compared in this form, since the ids of their types differ.

use super::members;
use crate::model::{Api, Field, Literal, Type, TypeId, TypeKind};

/// Writes a type with the names from the spec, not the Rust names.
pub(crate) fn ty(api: &Api, ty: &Type) -> String {
    spell(ty, &|id| api.type_def(id).name.clone())
}

/// Whether two types are the same in Rust. Two uses of the same alias count as the same even if the
/// alias changed: that change is reported at the alias.
pub(super) fn same_in_rust(old: (&Api, &Type), new: (&Api, &Type)) -> bool {
    let names = |(api, ty): (&Api, &Type)| spell(ty, &|id| api.type_def(id).rust.clone());
    names(old) == names(new) || rust(old.0, old.1) == rust(new.0, new.1)
}

/// Writes a type with its Rust names, and with aliases replaced by the types that they stand for.
fn rust(api: &Api, ty: &Type) -> String {
    spell(ty, &|id| rust_name(api, id))
}

fn rust_name(api: &Api, id: TypeId) -> String {
    let def = api.type_def(id);
    match &def.kind {
        TypeKind::Alias(alias) if !alias.newtype => rust(api, &alias.ty),
        _ => def.rust.clone(),
    }
}

fn spell(ty: &Type, name: &dyn Fn(TypeId) -> String) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.name().to_owned(),
        Type::Optional(inner) => match &**inner {
            Type::Nullable(inner) => format!("{}??", spell(inner, name)),
            inner => format!("{}?", spell(inner, name)),
        },
        Type::Nullable(inner) => format!("{} | null", spell(inner, name)),
        Type::List(inner) => format!("list<{}>", spell(inner, name)),
        Type::Map(inner) => format!("map<{}>", spell(inner, name)),
        Type::Tuple(items) => {
            let items: Vec<_> = items.iter().map(|item| spell(item, name)).collect();
            format!("tuple<{}>", items.join(", "))
        }
        Type::Named(id) | Type::Boxed(id) => name(*id),
    }
}

/// Writes a default.
pub(super) fn literal(api: &Api, value: &Literal) -> String {
    let all = |items: &[Literal]| -> Vec<String> {
        items.iter().map(|item| literal(api, item)).collect()
    };
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Int(value) => value.to_string(),
        Literal::Float(value) => format!("{value:?}"),
        Literal::Text(text) => format!("{text:?}"),
        Literal::Bytes(bytes) => format!("bytes {bytes:02x?}"),
        Literal::List(items) | Literal::Tuple(items) => format!("[{}]", all(items).join(", ")),
        Literal::Map(entries) => {
            let entry =
                |(key, value): &(String, Literal)| format!("{key:?}: {}", literal(api, value));
            braces(entries.iter().map(entry))
        }
        Literal::Record(id, items) => record(members::record(api, *id), all(items)),
        Literal::Union(_, _, value) => literal(api, value),
        Literal::Tagged(id, place, items) => {
            let (wire, fields) = members::variant(api, *id, *place);
            format!("{wire:?} {}", record(fields, all(items)))
        }
        Literal::Enum(id, place) => match &api.type_def(*id).kind {
            TypeKind::Enum(definition) if definition.of.is_some() => {
                definition.values[*place].wire.clone()
            }
            TypeKind::Enum(definition) => format!("{:?}", definition.values[*place].wire),
            _ => String::new(),
        },
    }
}

fn record(fields: &[Field], values: Vec<String>) -> String {
    let entry = |(field, value): (&Field, String)| format!("{:?}: {value}", field.wire);
    braces(fields.iter().zip(values).map(entry))
}

fn braces(entries: impl Iterator<Item = String>) -> String {
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}
