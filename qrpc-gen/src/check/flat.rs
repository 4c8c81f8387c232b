//! The rule about flat fields, whose members are written beside the other fields of the record.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::scope::{Choice, Definition, MAX_CHAIN, MAX_FIELDS, Scope};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Scalar, Type, TypeId};
use crate::source::{Span, Text};
use crate::spec::{FieldDecl, UnionDecl};

/// Checks that the value of a flat field has members, that at most one flat field of a record takes
/// unknown members, and that no two members of a record have the same name.
pub(super) fn flat_fields_fit(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let mut known = KnownMembers::default();
    for fields in scope.field_lists() {
        let (flat, plain): (Vec<_>, Vec<_>) =
            fields.into_iter().partition(|field| field.flat().is_some());
        let plain = plain.into_iter().map(FieldDecl::wire);
        let mut record = FlatRecord {
            names: plain.map(|name| (name.value.as_str(), name.span)).collect(),
            open: None,
        };
        for field in flat {
            record.add(scope, field, &mut known, diagnostics);
            if known.used > MAX_FIELDS {
                diagnostics.push(catalogue::too_many_flat_members(&field.key, MAX_FIELDS));
                return;
            }
        }
    }
}

/// The members of the types of flat fields, found once per type, since many records may have a flat
/// field of the same type.
#[derive(Default)]
struct KnownMembers<'s> {
    of: HashMap<TypeId, Rc<FlatMembers<'s>>>,
    /// The number of members of all flat fields so far.
    used: usize,
}

impl<'s> KnownMembers<'s> {
    fn get(&mut self, scope: &Scope<'s>, ty: &Type) -> Rc<FlatMembers<'s>> {
        let find = || Rc::new(scope.members_of(ty));
        let members = match scope.aliased(ty) {
            Type::Named(id) => Rc::clone(self.of.entry(id).or_insert_with(find)),
            _ => find(),
        };
        self.used += members.names.len();
        members
    }
}

/// The members found so far in one record.
struct FlatRecord<'s> {
    names: HashMap<&'s str, Span>,
    /// The flat field that takes unknown members.
    open: Option<Span>,
}

impl<'s> FlatRecord<'s> {
    fn add(
        &mut self,
        scope: &Scope<'s>,
        field: &FieldDecl,
        known: &mut KnownMembers<'s>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(ty) = scope.resolve(&field.ty) else {
            return;
        };
        let members = known.get(scope, &ty);
        let place = field.ty.span;
        match members.misfit {
            None => {}
            Some(FlatMisfit::NoMembers) => {
                let described = scope.describe(&ty);
                diagnostics.push(catalogue::flat_without_members(place, &described));
            }
            Some(FlatMisfit::Endless) => {
                let described = scope.describe(&ty);
                diagnostics.push(catalogue::endless_flat(place, &described));
            }
        }
        let first = members.is_open.then(|| self.open.replace(place));
        if let Some(first) = first.flatten() {
            diagnostics.push(catalogue::two_flat_maps(place, first));
        }
        for name in &members.names {
            match self.names.get(name.value.as_str()) {
                Some(first) => {
                    diagnostics.push_with(|| {
                        catalogue::flat_member_twice(&field.key, place, name, *first)
                    });
                }
                None => _ = self.names.insert(&name.value, name.span),
            }
        }
    }
}

/// All members that the value of a flat field may have. For a union, these are the members of all
/// its variants.
#[derive(Default)]
struct FlatMembers<'s> {
    names: Vec<&'s Text>,
    known: HashSet<&'s str>,
    /// Whether the value takes members that belong to no other field, as a map does.
    is_open: bool,
    misfit: Option<FlatMisfit>,
    seen: HashSet<TypeId>,
    path: Vec<TypeId>,
}

impl<'s> FlatMembers<'s> {
    fn add(&mut self, name: &'s Text) {
        // Several variants may have a member of the same name.
        if self.known.insert(&name.value) {
            self.names.push(name);
        }
    }
}

/// The reason why a field of this type cannot be `flat`.
enum FlatMisfit {
    NoMembers,
    /// The type contains itself through flat fields, or they are nested too deeply.
    Endless,
}

impl<'s> Scope<'s> {
    fn members_of(&self, ty: &Type) -> FlatMembers<'s> {
        let mut members = FlatMembers::default();
        members.misfit = self.collect_members(ty, &mut members).err();
        members
    }

    fn collect_members(&self, ty: &Type, members: &mut FlatMembers<'s>) -> Result<(), FlatMisfit> {
        let id = match self.aliased(ty) {
            Type::Map(_) => {
                members.is_open = true;
                return Ok(());
            }
            Type::Named(id) => id,
            _ => return Err(FlatMisfit::NoMembers),
        };
        if members.path.contains(&id) || members.path.len() > MAX_CHAIN {
            return Err(FlatMisfit::Endless);
        }
        if !members.seen.insert(id) {
            return Ok(());
        }
        members.path.push(id);
        let collected = match self.definition(id) {
            Some(Definition::Record) => self.collect_fields(id, members),
            Some(Definition::Tagged(tag, decl)) => self.collect_variants(tag, decl, members),
            Some(Definition::Union(choices)) => self.collect_choices(&choices, members),
            // A type that could not be read has already been reported.
            None => Ok(()),
            Some(_) => Err(FlatMisfit::NoMembers),
        };
        members.path.pop();
        collected
    }

    fn collect_fields(&self, id: TypeId, members: &mut FlatMembers<'s>) -> Result<(), FlatMisfit> {
        for field in self.fields(id) {
            match (field.flat(), self.resolve(&field.ty)) {
                (None, _) => members.add(field.wire()),
                // If a flat field of another record has no members, that is reported at the other
                // record.
                (Some(_), Some(ty)) => match self.collect_members(&ty, members) {
                    Err(FlatMisfit::Endless) => return Err(FlatMisfit::Endless),
                    Ok(()) | Err(FlatMisfit::NoMembers) => {}
                },
                (Some(_), None) => {}
            }
        }
        Ok(())
    }

    fn collect_variants(
        &self,
        tag: &'s Text,
        decl: &'s UnionDecl,
        members: &mut FlatMembers<'s>,
    ) -> Result<(), FlatMisfit> {
        members.add(tag);
        members.is_open |= decl.open.is_some_and(|open| open.value);
        for variant in &decl.variants {
            match self.resolve(&variant.ty) {
                None | Some(Type::Scalar(Scalar::Null)) => {}
                Some(ty) => self.collect_members(&ty, members)?,
            }
        }
        Ok(())
    }

    fn collect_choices(
        &self,
        choices: &[Choice<'s>],
        members: &mut FlatMembers<'s>,
    ) -> Result<(), FlatMisfit> {
        for choice in choices {
            let ty = self.resolve(choice.ty).ok_or(FlatMisfit::NoMembers)?;
            self.record_of(&ty).ok_or(FlatMisfit::NoMembers)?;
            self.collect_members(&ty, members)?;
        }
        Ok(())
    }

    /// The fields of every record, the arguments of every method, and the data of every error.
    fn field_lists(&self) -> Vec<Vec<&'s FieldDecl>> {
        let records = (0..self.spec.types.len()).map(|id| self.fields(TypeId(id)).to_vec());
        let arguments = self.spec.methods.iter().map(|method| &method.args);
        let data = self.spec.errors.iter().map(|error| &error.data);
        let lists = arguments.chain(data).filter_map(|args| args.fields());
        records
            .chain(lists.map(|fields| fields.iter().collect()))
            .collect()
    }
}
