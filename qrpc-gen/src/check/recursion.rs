//! Finds types that contain themselves. A type that contains itself may have no finite value, or
//! need a box or a struct in Rust.

use std::collections::{HashMap, HashSet};

use super::components::components;
use super::scope::{Definition, Scope};
use crate::diagnostic::catalogue::EndlessUnion;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Type, TypeId};
use crate::source::Span;
use crate::tree::Expression;

/// Checks that every type has a value of finite size, and that reading such a value ends.
pub(super) fn types_end(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let reported = unions_end(scope, diagnostics);
    let parts: Vec<_> = (0..scope.len())
        .map(|id| parts(scope, TypeId(id)))
        .collect();
    let endless = endless(&parts);
    let mut visited = HashSet::new();
    for start in 0..parts.len() {
        let mut path = Vec::new();
        let mut at = start;
        while endless[at] && visited.insert(at) {
            let next = parts[at].required().find(|edge| endless[edge.to]);
            let Some(edge) = next else { break };
            path.push((at, edge.span));
            at = edge.to;
        }
        // The cycle may begin after the start of the path. If the cycle was already reported, the
        // path does not contain its beginning.
        let begin = path.iter().position(|(from, _)| *from == at);
        let cycle = begin.and_then(|begin| path.get(begin..));
        let component = reported.get(&at);
        let is_new = |cycle: &&[(usize, Span)]| {
            component.is_none() || cycle.iter().any(|(id, _)| reported.get(id) != component)
        };
        if let Some(cycle) = cycle.filter(is_new) {
            let places: Vec<_> = cycle.iter().map(|(_, span)| *span).collect();
            let name = scope.describe(&Type::Named(TypeId(at)));
            diagnostics.push(catalogue::endless_type(&name, &places));
        }
    }
}

/// Checks that no union or alias leads to itself unless a list, a map, a tuple or a field is in
/// between: otherwise reading a value would never end. Returns the types that lead to themselves,
/// each with the number of its component.
fn unions_end(scope: &Scope<'_>, diagnostics: &mut Diagnostics) -> HashMap<usize, usize> {
    let leads_to = |id: usize| match scope.definition(TypeId(id)) {
        Some(Definition::Union(choices)) => choices.into_iter().map(|choice| choice.ty).collect(),
        Some(Definition::Alias(ty) | Definition::Newtype(ty)) => vec![ty],
        _ => Vec::new(),
    };
    let named = |ty: &Expression| -> Option<usize> {
        let mut ty = scope.resolve(ty)?;
        while let Type::Optional(inner) | Type::Nullable(inner) = ty {
            ty = *inner;
        }
        Some(ty.named()?.0)
    };
    let targets: Vec<_> = (0..scope.len()).map(leads_to).collect();
    let graph = targets
        .iter()
        .map(|types| types.iter().filter_map(|ty| named(ty)).collect());
    let graph: Vec<Vec<usize>> = graph.collect();
    let component = components(&graph);
    let mut reported = HashSet::new();
    for (id, types) in targets.iter().enumerate() {
        let back = types
            .iter()
            .find(|ty| named(ty).is_some_and(|to| component[to] == component[id]));
        if let Some(ty) = back.filter(|_| reported.insert(component[id])) {
            let endless = EndlessUnion {
                name: &scope.describe(&Type::Named(TypeId(id))),
                is_direct: named(ty) == Some(id),
                is_alias: !matches!(scope.definition(TypeId(id)), Some(Definition::Union(_))),
            };
            diagnostics.push(catalogue::endless_union(endless, ty.span));
        }
    }
    let numbered = component.into_iter().enumerate();
    numbered
        .filter(|(_, component)| reported.contains(component))
        .collect()
}

/// Which types contain themselves.
pub(crate) struct Recursion {
    /// The number of each type's component: types that contain each other have the same number.
    component: Vec<usize>,
    edges: HashSet<(usize, usize)>,
    structs: HashSet<TypeId>,
}

impl Recursion {
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        let parts: Vec<_> = (0..scope.len())
            .map(|id| parts(scope, TypeId(id)))
            .collect();
        let graph = parts
            .iter()
            .map(|parts| parts.edges().map(|edge| edge.to).collect());
        let graph: Vec<Vec<usize>> = graph.collect();
        let edges = graph.iter().enumerate();
        Self {
            component: components(&graph),
            edges: edges
                .flat_map(|(from, to)| to.iter().map(move |to| (from, *to)))
                .collect(),
            structs: structs(scope),
        }
    }

    /// Whether the first type contains the second one directly, and the second one also contains
    /// the first.
    pub(crate) fn needs_box(&self, from: TypeId, to: TypeId) -> bool {
        self.edges.contains(&(from.0, to.0)) && self.component[from.0] == self.component[to.0]
    }

    /// Whether the alias contains itself through aliases, optional types, lists, maps and tuples
    /// only, so that it must be a struct in Rust.
    pub(crate) fn needs_struct(&self, alias: TypeId) -> bool {
        self.structs.contains(&alias)
    }
}

/// The types within a type, grouped into alternatives. A record has one alternative with the types
/// of all its fields; a union has one alternative per variant.
struct Parts {
    alternatives: Vec<Vec<Edge>>,
}

/// A use of a type within another type, outside of lists and maps.
struct Edge {
    to: usize,
    span: Span,
    /// Whether the value of this type may be absent or null, so that the recursion can end here.
    optional: bool,
}

impl Parts {
    fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.alternatives.iter().flatten()
    }

    fn required(&self) -> impl Iterator<Item = &Edge> {
        self.edges().filter(|edge| !edge.optional)
    }
}

fn parts(scope: &Scope<'_>, id: TypeId) -> Parts {
    let of = |ty: &Expression| {
        let mut edges = Vec::new();
        if let Some(resolved) = scope.resolve(ty) {
            contained(&resolved, ty.span, false, &mut edges);
        }
        edges
    };
    let alternatives = match scope.definition(id) {
        Some(Definition::Record) => {
            vec![
                scope
                    .fields(id)
                    .iter()
                    .flat_map(|field| of(&field.ty))
                    .collect(),
            ]
        }
        Some(Definition::Union(choices)) => choices.iter().map(|choice| of(choice.ty)).collect(),
        Some(Definition::Tagged(_, union)) => union
            .variants
            .iter()
            .map(|variant| of(&variant.ty))
            .collect(),
        Some(Definition::Alias(ty) | Definition::Newtype(ty)) => vec![of(ty)],
        Some(Definition::Enum(_) | Definition::Foreign(_)) | None => vec![Vec::new()],
    };
    Parts { alternatives }
}

fn contained(ty: &Type, span: Span, optional: bool, edges: &mut Vec<Edge>) {
    match ty {
        Type::Optional(inner) | Type::Nullable(inner) => contained(inner, span, true, edges),
        Type::Tuple(items) => {
            let items = items.iter();
            items.for_each(|item| contained(item, span, optional, edges));
        }
        Type::Named(TypeId(to)) | Type::Boxed(TypeId(to)) => edges.push(Edge {
            to: *to,
            span,
            optional,
        }),
        Type::Scalar(_) | Type::List(_) | Type::Map(_) => {}
    }
}

/// Returns, for each type, whether it has no value of finite size. A type has no such value if each
/// of its alternatives requires a type that has no such value.
fn endless(parts: &[Parts]) -> Vec<bool> {
    let mut endless = vec![true; parts.len()];
    // `open` counts, for each alternative, the required types that are not yet known to have a
    // value of finite size. `users` has, for each type, the alternatives that require it.
    let mut open: HashMap<(usize, usize), usize> = HashMap::new();
    let mut users = vec![Vec::new(); parts.len()];
    let mut ended = Vec::new();
    for (id, parts) in parts.iter().enumerate() {
        for (place, edges) in parts.alternatives.iter().enumerate() {
            let required: Vec<_> = edges.iter().filter(|edge| !edge.optional).collect();
            for edge in &required {
                users[edge.to].push((id, place));
            }
            if required.is_empty() {
                ended.push(id);
            }
            open.insert((id, place), required.len());
        }
    }
    while let Some(id) = ended.pop() {
        if !std::mem::take(&mut endless[id]) {
            continue;
        }
        for user in &users[id] {
            let left = open.entry(*user).or_default();
            *left = left.saturating_sub(1);
            if *left == 0 {
                ended.push(user.0);
            }
        }
    }
    endless
}

/// Returns the aliases that contain themselves through aliases, optional types, lists, maps and
/// tuples only.
fn structs(scope: &Scope<'_>) -> HashSet<TypeId> {
    let is_alias = |id: usize| match scope.definition(TypeId(id)) {
        Some(Definition::Alias(ty)) => scope.resolve(ty),
        _ => None,
    };
    let aliases: Vec<_> = (0..scope.len()).map(is_alias).collect();
    let graph: Vec<Vec<usize>> = aliases
        .iter()
        .map(|target| {
            let mut named = Vec::new();
            if let Some(ty) = target {
                mentioned(ty, &mut named);
            }
            named.retain(|id: &usize| aliases[*id].is_some());
            named
        })
        .collect();
    let component = components(&graph);
    let within = |id: &usize| {
        let mut targets = graph[*id].iter();
        targets.any(|to| component[*to] == component[*id])
    };
    (0..graph.len()).filter(within).map(TypeId).collect()
}

/// Adds the ids of all named types within a type to `named`.
fn mentioned(ty: &Type, named: &mut Vec<usize>) {
    match ty {
        Type::Optional(inner) | Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) => {
            mentioned(inner, named);
        }
        Type::Tuple(items) => items.iter().for_each(|item| mentioned(item, named)),
        Type::Named(TypeId(id)) | Type::Boxed(TypeId(id)) => named.push(*id),
        Type::Scalar(_) => {}
    }
}
