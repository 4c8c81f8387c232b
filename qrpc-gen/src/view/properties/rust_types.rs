//! Which types are the same in Rust.

use std::collections::HashMap;

use crate::model::{Api, Type, TypeKind};

/// The numbers of the Rust types that aliases stand for. Types that are the same in Rust have the
/// same number.
#[derive(Debug)]
pub(in crate::view) struct RustTypes {
    pub(in crate::view) numbers: HashMap<String, usize>,
    /// The number of each type that the spec defines; `None` for a type of the user's program,
    /// which may be any type, and for an alias that contains a type of the user's program.
    pub(in crate::view) definitions: Vec<Option<usize>>,
}

impl RustTypes {
    /// Numbers the types. `order` has every type after the types that it contains.
    pub(in crate::view) fn new(api: &Api, order: &[usize]) -> Self {
        let mut numbers = HashMap::new();
        let mut definitions = vec![None; api.types.len()];
        for id in order {
            let mut numbered = |text| {
                let next = numbers.len();
                *numbers.entry(text).or_insert(next)
            };
            definitions[*id] = match &api.types[*id].kind {
                TypeKind::Alias(alias) if !alias.newtype => {
                    number(&alias.ty, &definitions, &mut numbered)
                }
                TypeKind::Foreign(_) => None,
                _ => Some(numbered(format!("#{id}"))),
            };
        }
        Self {
            numbers,
            definitions,
        }
    }
}

/// Returns the number of a Rust type. `numbered` returns the number of a type by its text, which
/// contains the numbers of the types within it, so that it stays short even if aliases expand to a
/// huge type.
pub(in crate::view) fn number(
    ty: &Type,
    definitions: &[Option<usize>],
    numbered: &mut dyn FnMut(String) -> usize,
) -> Option<usize> {
    let mut inner = |ty: &Type| number(ty, definitions, numbered);
    let text = match ty {
        Type::Scalar(scalar) => scalar.name().to_owned(),
        Type::Optional(ty) | Type::Nullable(ty) => format!("{}?", inner(ty)?),
        Type::List(ty) => format!("list<{}>", inner(ty)?),
        Type::Map(ty) => format!("map<{}>", inner(ty)?),
        Type::Tuple(items) => {
            let items = items.iter().map(inner);
            format!("tuple<{:?}>", items.collect::<Option<Vec<_>>>()?)
        }
        Type::Boxed(id) => format!("box<{}>", definitions[id.0]?),
        Type::Named(id) => return definitions[id.0],
    };
    Some(numbered(text))
}
