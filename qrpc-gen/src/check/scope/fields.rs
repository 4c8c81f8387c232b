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
        for decl in &spec.types {
            let of_record = match &decl.body {
                Some(TypeBody::Record(record)) => fields.collect(record, spec, types),
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
        record: &'s RecordDecl,
        spec: &'s Spec,
        types: &HashMap<&'s str, TypeId>,
    ) -> Vec<&'s FieldDecl> {
        let mut bases = Vec::new();
        let mut visit = Visit {
            spec,
            types,
            path: Vec::new(),
            seen: HashSet::new(),
        };
        visit.bases(record, &mut bases);
        bases.push(record);
        let own = record.fields.iter();
        let own: HashMap<_, _> = own
            .map(|field| (field.wire().value.as_str(), field))
            .collect();
        let mut names = HashSet::new();
        let fields = bases.into_iter().flat_map(|base| &base.fields);
        let fields = fields.filter(|field| names.insert(field.wire().value.as_str()));
        // The record may repeat an inherited field, for example to document it.
        let fields = fields.map(|field| *own.get(field.wire().value.as_str()).unwrap_or(&field));
        let fields: Vec<_> = fields.take(self.left).collect();
        self.left -= fields.len();
        fields
    }
}

/// A walk through all records that a record extends, directly or through others.
struct Visit<'s, 't> {
    spec: &'s Spec,
    types: &'t HashMap<&'s str, TypeId>,
    path: Vec<TypeId>,
    seen: HashSet<TypeId>,
}

impl<'s> Visit<'s, '_> {
    /// Adds all records that `record` extends, directly or through others, to `found`. Each record
    /// is added once, after the records that it extends itself.
    fn bases(&mut self, record: &'s RecordDecl, found: &mut Vec<&'s RecordDecl>) {
        for name in &record.extends {
            let Some((id, base)) = base(self.spec, self.types, &name.value) else {
                continue;
            };
            if self.path.len() >= MAX_CHAIN || self.path.contains(&id) || !self.seen.insert(id) {
                continue;
            }
            self.path.push(id);
            self.bases(base, found);
            self.path.pop();
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
