//! Records that contain themselves: where that never ends, and where it needs a box.

use std::collections::HashSet;

use super::components::components;
use super::scope::Scope;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Type, TypeId};
use crate::source::Span;
use crate::spec::{FieldDecl, TypeBody};

/// A field that contains a named type directly, without a list or a map between them.
struct Link<'s> {
    from: usize,
    to: usize,
    /// The field, and its index in its record.
    field: &'s FieldDecl,
    index: usize,
    /// Whether the value is optional, so that the chain can end here.
    optional: bool,
}

/// Checks that no record contains itself only through required fields: such a value cannot exist.
pub(super) fn records_end(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let mut links = links(scope);
    links.retain(|link| !link.optional);
    let component = component_of(scope, &links);
    links.retain(|link| component[link.from] == component[link.to]);
    let mut reported = HashSet::new();
    for link in &links {
        if reported.insert(component[link.from]) {
            let circle = circle(link, &links);
            let places: Vec<Span> = circle.iter().map(|link| link.field.ty.span).collect();
            if let Some(decl) = scope.decl(TypeId(link.from)) {
                diagnostics.push(catalogue::endless_type(&decl.name, &places));
            }
        }
    }
}

/// The fields that contain their own record and so need a box: the record's id, and the field's
/// index.
pub(crate) fn boxed_fields(scope: &Scope<'_>) -> HashSet<(TypeId, usize)> {
    let links = links(scope);
    let component = component_of(scope, &links);
    let within = |link: &&Link<'_>| link.optional && component[link.from] == component[link.to];
    links
        .iter()
        .filter(within)
        .map(|link| (TypeId(link.from), link.index))
        .collect()
}

fn links<'s>(scope: &Scope<'s>) -> Vec<Link<'s>> {
    let mut links = Vec::new();
    for (from, decl) in scope.spec.types.iter().enumerate() {
        let Some(TypeBody::Record(fields)) = &decl.body else {
            continue;
        };
        for (index, field) in fields.iter().enumerate() {
            let (optional, target) = match scope.resolve(&field.ty) {
                Some(Type::Optional(inner)) => (true, *inner),
                Some(ty) => (false, ty),
                None => continue,
            };
            if let Type::Named(TypeId(to)) = target {
                links.push(Link {
                    from,
                    to,
                    field,
                    index,
                    optional,
                });
            }
        }
    }
    links
}

fn component_of(scope: &Scope<'_>, links: &[Link<'_>]) -> Vec<usize> {
    let mut graph = vec![Vec::new(); scope.spec.types.len()];
    for link in links {
        graph[link.from].push(link.to);
    }
    components(&graph)
}

/// A path from a link's record back to it. All links must stay within one set of records that reach
/// each other.
fn circle<'l, 's>(first: &'l Link<'s>, links: &'l [Link<'s>]) -> Vec<&'l Link<'s>> {
    let mut seen = HashSet::from([first.from]);
    let mut path = vec![first];
    let mut at = first.to;
    while seen.insert(at) {
        // The links are sorted by their records.
        let Some(next) = links.get(links.partition_point(|link| link.from < at)) else {
            break;
        };
        path.push(next);
        at = next.to;
    }
    path.into_iter()
        .skip_while(|link| link.from != at)
        .collect()
}
