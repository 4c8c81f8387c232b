//! Writes types and values in the syntax of specs. Messages show types and values in the syntax of
//! specs. Values of two versions are compared as text in the syntax of specs, since the ids of
//! their types differ.

use std::collections::HashSet;

use super::members;
use crate::model::{Api, Field, Literal, Type, TypeId, TypeKind};

/// Writes a type with the names from the spec, not the Rust names.
pub(crate) fn ty(api: &Api, ty: &Type) -> String {
    spell(ty, &|id| api.type_def(id).name.clone())
}

/// Whether two types are the same in Rust. Two uses of the same alias count as the same even if the
/// alias changed: the change is reported at the definition of the alias.
pub(super) fn same_in_rust(old: (&Api, &Type), new: (&Api, &Type)) -> bool {
    let names = |(api, ty): (&Api, &Type)| spell(ty, &|id| api.type_def(id).rust.clone());
    names(old) == names(new) || same_without_aliases(old, new)
}

/// Whether two types have the same Rust names after aliases are replaced by the types that they
/// stand for. No pair of named types is compared twice, since aliases can expand to a huge type.
fn same_without_aliases<'a>(old: (&'a Api, &'a Type), new: (&'a Api, &'a Type)) -> bool {
    let mut compared = HashSet::new();
    let mut open = vec![(old.1, new.1)];
    while let Some(pair) = open.pop() {
        if let (Some(old), Some(new)) = (pair.0.named(), pair.1.named())
            && !compared.insert((old, new))
        {
            continue;
        }
        match (unaliased(old.0, pair.0), unaliased(new.0, pair.1)) {
            (Type::Scalar(one), Type::Scalar(other)) if one == other => {}
            (Type::Optional(one), Type::Optional(other))
            | (Type::Nullable(one), Type::Nullable(other))
            | (Type::List(one), Type::List(other))
            | (Type::Map(one), Type::Map(other)) => open.push((one, other)),
            (Type::Tuple(one), Type::Tuple(other)) if one.len() == other.len() => {
                open.extend(one.iter().zip(other));
            }
            (one, other) => {
                let rust = |(api, ty): (&'a Api, &'a Type)| {
                    ty.named().map(|id| api.type_def(id).rust.as_str())
                };
                let (one, other) = (rust((old.0, one)), rust((new.0, other)));
                if one.is_none() || one != other {
                    return false;
                }
            }
        }
    }
    true
}

/// Returns the type that an alias stands for in Rust, or the type itself if it is not an alias.
fn unaliased<'a>(api: &'a Api, mut ty: &'a Type) -> &'a Type {
    while let Some(id) = ty.named() {
        match &api.type_def(id).kind {
            TypeKind::Alias(alias) if !alias.newtype => ty = &alias.ty,
            _ => break,
        }
    }
    ty
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
