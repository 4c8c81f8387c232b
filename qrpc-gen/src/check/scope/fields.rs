//! The fields of records, including the fields that a record inherits from the records that it
//! extends.

use std::collections::{HashMap, HashSet};

use crate::model::TypeId;
use crate::spec::{FieldDecl, RecordDecl, Spec, TypeBody};

/// The maximum number of fields that all records of a spec may have together, including inherited
/// fields.
pub(in crate::check) const MAX_FIELDS: usize = 100_000;

/// The maximum length of a chain of records of which each extends the next one.
pub(in crate::check) const MAX_CHAIN: usize = 32;

/// The fields of every record, including inherited fields.
pub(super) struct Fields<'s> {
    of: Vec<Vec<&'s FieldDecl>>,
    left: usize,
}

impl<'s> Fields<'s> {
    pub(super) fn new(spec: &'s Spec, types: &HashMap<&'s str, TypeId>) -> Self {
        let mut fields = Self {
            of: Vec::with_capacity(spec.types.len()),
            left: MAX_FIELDS,
        };
        let mut bases = Bases::new(spec, types);
        for (id, decl) in spec.types.iter().enumerate() {
            let of_record = match &decl.body {
                Some(TypeBody::Record(record)) => fields.collect(id, record, &mut bases),
                _ => Vec::new(),
            };
            fields.of.push(of_record);
        }
        fields
    }

    pub(super) fn of(&self, id: TypeId) -> &[&'s FieldDecl] {
        self.of.get(id.0).map_or(&[], Vec::as_slice)
    }

    /// Whether the records together have more fields than the maximum, so that `Fields` does not
    /// contain all of them.
    pub(super) fn are_too_many(&self) -> bool {
        self.left == 0
    }

    /// Returns the inherited fields of a record, then its own, without duplicates of a wire name.
    /// If the record repeats an inherited field, its own field takes the place of the inherited
    /// one.
    fn collect(
        &mut self,
        id: usize,
        record: &'s RecordDecl,
        bases: &mut Bases<'s>,
    ) -> Vec<&'s FieldDecl> {
        if self.left == 0 {
            return Vec::new();
        }
        let own = record.fields.iter();
        let own: HashMap<_, _> = own
            .map(|field| (field.wire().value.as_str(), field))
            .collect();
        let mut names = HashSet::new();
        let bases = bases.behind(id).into_iter().chain([record]);
        let fields = bases.flat_map(|base| &base.fields);
        let fields = fields.filter(|field| names.insert(field.wire().value.as_str()));
        // The record may repeat an inherited field, for example to document it.
        let fields = fields.map(|field| *own.get(field.wire().value.as_str()).unwrap_or(&field));
        let fields: Vec<_> = fields.take(self.left).collect();
        self.left -= fields.len();
        fields
    }
}

/// The records that each record extends. Their names are looked up only once, since many records
/// may extend the same ones.
struct Bases<'s> {
    of: Vec<Vec<(usize, &'s RecordDecl)>>,
    /// For each record, the last record whose bases include it.
    seen: Vec<Option<usize>>,
}

impl<'s> Bases<'s> {
    fn new(spec: &'s Spec, types: &HashMap<&'s str, TypeId>) -> Self {
        let of = spec.types.iter().map(|decl| match &decl.body {
            Some(TypeBody::Record(record)) => {
                let names = record.extends.iter();
                let bases = names.filter_map(|name| base(spec, types, &name.value));
                bases.map(|(id, base)| (id.0, base)).collect()
            }
            _ => Vec::new(),
        });
        Self {
            of: of.collect(),
            seen: vec![None; spec.types.len()],
        }
    }

    /// Returns all records that the record `id` extends, directly or through others. Each of them
    /// comes once, after the records that it extends itself.
    fn behind(&mut self, id: usize) -> Vec<&'s RecordDecl> {
        let mut found = Vec::new();
        visit(&self.of, &mut self.seen, (id, id), 0, &mut found);
        found
    }
}

/// Adds the records that the record `at` extends to `found`, unless they were seen for the record
/// `root`.
fn visit<'s>(
    of: &[Vec<(usize, &'s RecordDecl)>],
    seen: &mut [Option<usize>],
    (root, at): (usize, usize),
    depth: usize,
    found: &mut Vec<&'s RecordDecl>,
) {
    if depth >= MAX_CHAIN {
        return;
    }
    for (id, base) in of.get(at).into_iter().flatten() {
        if seen[*id].replace(root) != Some(root) {
            visit(of, seen, (root, *id), depth + 1, found);
            found.push(base);
        }
    }
}

fn base<'s>(
    spec: &'s Spec,
    types: &HashMap<&'s str, TypeId>,
    name: &str,
) -> Option<(TypeId, &'s RecordDecl)> {
    let id = *types.get(name)?;
    match spec.types.get(id.0)?.body.as_ref()? {
        TypeBody::Record(record) => Some((id, record)),
        _ => None,
    }
}
