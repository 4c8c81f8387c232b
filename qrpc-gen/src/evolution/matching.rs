//! Pairs items of the old version with items of the new version.

use std::collections::HashMap;
use std::hash::Hash;

use crate::model::{Api, ErrorDef, Field, Method};

/// An item that only the old version has, only the new version has, or both have.
#[derive(Debug)]
pub(super) enum Matched<'a, T> {
    Removed(&'a T),
    Added(&'a T),
    Both(&'a T, &'a T),
}

impl<T> Clone for Matched<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Matched<'_, T> {}

impl<'a, T> Matched<'a, T> {
    /// The old and the new item, if both exist.
    pub(super) fn both(self) -> Option<(&'a T, &'a T)> {
        match self {
            Self::Both(old, new) => Some((old, new)),
            _ => None,
        }
    }
}

/// Pairs the items of two versions. Items with the same result of the first function in `names` are
/// paired first, then the remaining items with the same result of the second function, and so on.
/// Returns the items of the old version in their order, then the items that only the new version
/// has.
pub(super) fn matched<'a, T, K: Eq + Hash>(
    old: &'a [T],
    new: &'a [T],
    names: &[fn(&'a T) -> K],
) -> Vec<Matched<'a, T>> {
    let mut partners: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    for name in names {
        let free = (0..new.len()).filter(|at| !taken[*at]);
        let mut free: HashMap<K, usize> = free.map(|at| (name(&new[at]), at)).collect();
        for (item, partner) in old.iter().zip(&mut partners) {
            if partner.is_none() {
                *partner = free.remove(&name(item));
            }
        }
        for at in partners.iter().flatten() {
            taken[*at] = true;
        }
    }
    let known = old
        .iter()
        .zip(partners)
        .map(|(item, partner)| match partner {
            Some(at) => Matched::Both(item, &new[at]),
            None => Matched::Removed(item),
        });
    let added = new.iter().zip(taken).filter(|(_, taken)| !taken);
    known
        .chain(added.map(|(item, _)| Matched::Added(item)))
        .collect()
}

/// Whether the items that both versions have are in a different order in the new version.
pub(super) fn reordered<T>(matches: &[Matched<'_, T>], new: &[T]) -> bool {
    let place = |item: &T| new.iter().position(|other| std::ptr::eq(other, item));
    let both = matches.iter().filter_map(|matched| matched.both());
    let places: Vec<_> = both.map(|(_, item)| place(item)).collect();
    !places.is_sorted()
}

/// Pairs the methods of two versions: by their wire names, or else by their Rust names.
pub(super) fn methods<'a>(old: &'a Api, new: &'a Api) -> Vec<Matched<'a, Method>> {
    matched(
        &old.methods,
        &new.methods,
        &[|it| it.wire.as_str(), |it| it.rust.as_str()],
    )
}

/// Pairs the fields of two versions: by their wire names, or else by their Rust names.
pub(super) fn fields<'a>(old: &'a [Field], new: &'a [Field]) -> Vec<Matched<'a, Field>> {
    matched(old, new, &[|it| it.wire.as_str(), |it| it.rust.as_str()])
}

/// Pairs the errors of two versions: by their Rust names, or else by their codes.
pub(super) fn errors<'a>(old: &'a Api, new: &'a Api) -> Vec<Matched<'a, ErrorDef>> {
    matched(
        &old.errors,
        &new.errors,
        &[|it| it.rust.clone(), |it| it.code.to_string()],
    )
}

/// Returns the errors that a method raises in both versions, each with its old and its new
/// definition.
pub(super) fn raised<'a>(
    (old, old_method): (&'a Api, &Method),
    (new, new_method): (&'a Api, &Method),
) -> Vec<(&'a ErrorDef, &'a ErrorDef)> {
    if old_method.raises.is_empty() || new_method.raises.is_empty() {
        return Vec::new();
    }
    let raises = |api: &Api, method: &Method, error: &ErrorDef| {
        let mut raised = method.raises.iter().map(|id| api.error_def(*id));
        raised.any(|raised| raised.rust == error.rust)
    };
    errors(old, new)
        .into_iter()
        .filter_map(Matched::both)
        .filter(|(error, _)| raises(old, old_method, error))
        .filter(|(_, error)| raises(new, new_method, error))
        .collect()
}
