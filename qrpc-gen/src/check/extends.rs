//! Rules about records that extend others.

use std::collections::{HashMap, HashSet};

use super::components::{components, finished};
use super::scope::{MAX_CHAIN, MAX_FIELDS, Scope};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::TypeId;
use crate::source::Text;
use crate::spec::{FieldDecl, RecordDecl, TypeBody};

/// Checks that a record extends only records, and not itself.
pub(super) fn bases_are_records(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let chains = Chains::new(scope);
    for (decl, record) in records(scope) {
        for name in &record.extends {
            if scope.record(&name.value).is_none() {
                diagnostics.push_with(|| {
                    let heirs = heirs(scope, &decl.value);
                    let names = records(scope).map(|(decl, _)| decl.value.as_str());
                    catalogue::not_a_base(name, names.filter(|name| !heirs.contains(name)))
                });
            } else {
                match chains.reach(scope, name, decl) {
                    Reach::Target => {
                        diagnostics.push_with(|| catalogue::extends_itself(decl, name));
                    }
                    Reach::TooFar => {
                        diagnostics.push_with(|| catalogue::long_extends(decl, name, MAX_CHAIN));
                    }
                    Reach::End => {}
                }
            }
        }
    }
    if scope.has_too_many_fields() {
        let first = records(scope).find(|(_, record)| !record.extends.is_empty());
        if let Some((name, _)) = first {
            diagnostics.push(catalogue::too_many_fields(name, MAX_FIELDS));
        }
    }
}

/// If several fields of a record, own or inherited, have the same wire name, checks that these
/// fields are interchangeable.
pub(super) fn inherited_fields_agree(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let clashes = clashes(scope, FieldDecl::wire, |a, b| agree(scope, a, b));
    for clash in clashes {
        diagnostics.push_with(|| match clash.base {
            Some(base) => {
                let wires = [clash.first.wire(), clash.second.wire()];
                catalogue::inherited_twice(clash.heir, base, wires)
            }
            None => catalogue::field_overridden(clash.second.wire(), clash.first.wire()),
        });
    }
}

/// If several fields of a record, own or inherited, have the same name, checks that these fields
/// also have the same wire name. Otherwise the record would have both of them.
pub(super) fn inherited_names_differ(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let is_same = |a: &FieldDecl, b: &FieldDecl| a.wire().value == b.wire().value;
    for clash in clashes(scope, |field| &field.key, is_same) {
        let key = &clash.second.key;
        let wires = [clash.first.wire(), clash.second.wire()];
        diagnostics.push_with(|| match clash.base {
            Some(base) => catalogue::two_wire_names(clash.heir, base, key, wires),
            None => catalogue::other_wire_name(key, wires),
        });
    }
}

/// Two fields of a record with the same name that cannot both be in the record.
struct Clash<'s> {
    /// The name of the record.
    heir: &'s Text,
    /// The base from which the record inherits the second field; `None` if it is an own field.
    base: Option<&'s Text>,
    first: &'s FieldDecl,
    second: &'s FieldDecl,
}

/// Returns the fields, own or inherited, that have the same name as an inherited field of the same
/// record, but are not `compatible` with it.
fn clashes<'s>(
    scope: &Scope<'s>,
    name: fn(&FieldDecl) -> &Text,
    compatible: impl Fn(&FieldDecl, &FieldDecl) -> bool,
) -> Vec<Clash<'s>> {
    let mut clashes = Vec::new();
    // The fields of the records are not known completely, and their number is not bounded.
    if scope.has_too_many_fields() {
        return clashes;
    }
    let mut firsts = Firsts::new(scope, name);
    for (of, (heir, record)) in records(scope).enumerate() {
        for base in &record.extends {
            // Two fields of the base itself are reported where the base is defined.
            let mut seen = HashSet::new();
            let fields = firsts.fields(scope, base).into_iter();
            for (number, second) in fields.filter(|(number, _)| seen.insert(*number)) {
                let first = firsts.first(number, of, second);
                if !compatible(first, second) {
                    let base = Some(base);
                    clashes.push(Clash {
                        heir,
                        base,
                        first,
                        second,
                    });
                }
            }
        }
        for second in &record.fields {
            let first = firsts.inherited(of, second);
            if let Some(first) = first.filter(|first| !compatible(first, second)) {
                let base = None;
                clashes.push(Clash {
                    heir,
                    base,
                    first,
                    second,
                });
            }
        }
    }
    clashes
}

/// The first inherited field of each name. The names are numbered once, since records may inherit
/// the same fields thousands of times.
struct Firsts<'s> {
    name: fn(&FieldDecl) -> &Text,
    numbers: HashMap<&'s str, usize>,
    /// For each type, the numbers of its fields.
    of: Vec<Vec<usize>>,
    /// For each number, the field that was found first, and the number of the record for which it
    /// was found.
    found: Vec<Option<(usize, &'s FieldDecl)>>,
}

impl<'s> Firsts<'s> {
    fn new(scope: &Scope<'s>, name: fn(&FieldDecl) -> &Text) -> Self {
        let mut numbers = HashMap::new();
        let mut number = |field: &&'s FieldDecl| {
            let next = numbers.len();
            *numbers.entry(name(field).value.as_str()).or_insert(next)
        };
        let types = (0..scope.spec.types.len()).map(TypeId);
        let of = types.map(|id| scope.fields(id).iter().map(&mut number).collect());
        let of: Vec<Vec<usize>> = of.collect();
        Self {
            name,
            of,
            found: vec![None; numbers.len()],
            numbers,
        }
    }

    /// Returns the fields of the record with this name, with their numbers.
    fn fields(&self, scope: &Scope<'s>, name: &Text) -> Vec<(usize, &'s FieldDecl)> {
        let Some((id, fields)) = scope.record(&name.value) else {
            return Vec::new();
        };
        let numbers = self.of.get(id.0).into_iter().flat_map(|of| of.iter());
        numbers.copied().zip(fields.iter().copied()).collect()
    }

    /// Returns the first field with this number that the record `of` inherits: `field` itself if
    /// there is none yet.
    fn first(&mut self, number: usize, of: usize, field: &'s FieldDecl) -> &'s FieldDecl {
        match self.found.get_mut(number) {
            Some(Some((found_for, first))) if *found_for == of => first,
            Some(place) => {
                *place = Some((of, field));
                field
            }
            None => field,
        }
    }

    /// Returns the first field with the name of `field` that the record `of` inherits.
    fn inherited(&self, of: usize, field: &FieldDecl) -> Option<&'s FieldDecl> {
        let number = self.numbers.get((self.name)(field).value.as_str())?;
        let (found_for, first) = (*self.found.get(*number)?)?;
        (found_for == of).then_some(first)
    }
}

fn records<'s>(scope: &Scope<'s>) -> impl Iterator<Item = (&'s Text, &'s RecordDecl)> {
    scope.spec.types.iter().filter_map(|decl| match &decl.body {
        Some(TypeBody::Record(record)) => Some((&decl.name, record)),
        _ => None,
    })
}

/// Returns the record `base` and all records that extend it, directly or through others.
fn heirs<'s>(scope: &Scope<'s>, base: &'s str) -> HashSet<&'s str> {
    let mut extended_by: HashMap<_, Vec<_>> = HashMap::new();
    for (decl, record) in records(scope) {
        for name in &record.extends {
            let heirs = extended_by.entry(name.value.as_str()).or_default();
            heirs.push(decl.value.as_str());
        }
    }
    let (mut found, mut open) = (HashSet::new(), vec![base]);
    while let Some(name) = open.pop() {
        if found.insert(name) {
            open.extend(extended_by.get(name).into_iter().flatten());
        }
    }
    found
}

/// The result of a search along the chains of records in which each record extends the next one.
enum Reach {
    /// A chain returns to the record with which it began.
    Target,
    /// No chain returns to the record with which it began, and no chain is too long.
    End,
    /// A chain has more than [`MAX_CHAIN`] records.
    TooFar,
}

/// The chains of records of which each extends the next one.
struct Chains {
    /// The number of each type's component: records that extend each other have the same number.
    component: Vec<usize>,
    /// For each record, the number of records after it in the longest chain. Chains do not contain
    /// steps between records that extend each other.
    length: Vec<usize>,
}

impl Chains {
    fn new(scope: &Scope<'_>) -> Self {
        let mut graph = vec![Vec::new(); scope.len()];
        for (name, record) in records(scope) {
            let bases = record.extends.iter();
            let bases = bases.filter_map(|base| scope.record(&base.value));
            if let Some((id, _)) = scope.record(&name.value) {
                graph[id.0].extend(bases.map(|(base, _)| base.0));
            }
        }
        let component = components(&graph);
        let mut length = vec![0; graph.len()];
        for id in finished(&graph) {
            let bases = graph[id].iter();
            let others = bases.filter(|base| component[**base] != component[id]);
            length[id] = others.map(|base| length[*base] + 1).max().unwrap_or(0);
        }
        Self { component, length }
    }

    /// Searches the records that `from` extends, directly or through others, for the record
    /// `target`, which itself extends `from`.
    fn reach(&self, scope: &Scope<'_>, from: &Text, target: &Text) -> Reach {
        let (from, target) = (scope.record(&from.value), scope.record(&target.value));
        match (from, target) {
            (Some((from, _)), Some((target, _)))
                if self.component[from.0] == self.component[target.0] =>
            {
                Reach::Target
            }
            (Some((from, _)), _) if self.length[from.0] > MAX_CHAIN => Reach::TooFar,
            _ => Reach::End,
        }
    }
}

/// Whether two fields with the same wire name also have the same name, type, default and
/// constraints.
fn agree(scope: &Scope<'_>, first: &FieldDecl, second: &FieldDecl) -> bool {
    if std::ptr::eq(first, second) {
        return true;
    }
    let value = |field: &FieldDecl| {
        let ty = scope.resolve(&field.ty)?;
        let default = field
            .default
            .as_ref()
            .map(|default| scope.literal(default, &ty).ok());
        Some((ty, default))
    };
    let (first_value, second_value) = (value(first), value(second));
    if first.key.value != second.key.value
        || !first.constraints.agrees(&second.constraints)
        || first.flat().is_some() != second.flat().is_some()
        || first.constant().is_some() != second.constant().is_some()
    {
        return false;
    }
    // If the type of a field could not be read, that has already been reported.
    first_value.is_none() || second_value.is_none() || first_value == second_value
}
