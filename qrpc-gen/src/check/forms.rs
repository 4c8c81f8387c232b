//! Rules about constants and flat fields.

use std::collections::HashMap;

use super::scope::{Definition, Scope};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Literal, Params, Type, TypeId};
use crate::spec::FieldDecl;

/// Checks that a constant is a single value, and that it has no default.
pub(super) fn constants_are_values(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for field in scope.spec.field_lists().flatten() {
        let Some(constant) = field.constant() else {
            continue;
        };
        let span = constant.node.span;
        if let Some(default) = &field.default {
            diagnostics.push(catalogue::default_of_constant(default.node.span, span));
        }
        let Some(ty) = scope.resolve(&field.ty) else {
            if constant.node.describe() != "a single value" {
                diagnostics.push(catalogue::wrong_constant(span));
            }
            continue;
        };
        match scope.literal(constant, &ty) {
            Ok(Literal::Text(_) | Literal::Int(_) | Literal::Bool(_) | Literal::Null)
            | Err(None) => {}
            Ok(_) => diagnostics.push(catalogue::wrong_constant(span)),
            Err(Some(misfit)) => diagnostics.push(*misfit),
        }
    }
}

/// Checks that a flat field has members, that only one takes unknown members, and that no two
/// members have the same name.
pub(super) fn flat_fields_fit(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for fields in scope.field_lists() {
        let mut names: HashMap<&str, &FieldDecl> = HashMap::new();
        let plain = fields.iter().filter(|field| field.flat().is_none());
        names.extend(plain.map(|field| (field.wire().value.as_str(), *field)));
        let mut map = None;
        for field in fields.iter().filter(|field| field.flat().is_some()) {
            let Some(ty) = scope.resolve(&field.ty) else {
                continue;
            };
            let ty = scope.aliased(&ty);
            match scope.members(&ty) {
                None => diagnostics.push(catalogue::flat_without_members(
                    field.ty.span,
                    &scope.describe(&ty),
                )),
                Some(Members::Any) => {
                    if let Some(first) = map.replace(field.ty.span) {
                        diagnostics.push(catalogue::two_flat_maps(field.ty.span, first));
                    }
                }
                Some(Members::Fields(members)) => {
                    for member in members {
                        let name = member.wire();
                        if let Some(first) = names.insert(&name.value, member) {
                            let spans = (field.ty.span, first.wire().span);
                            diagnostics.push(catalogue::flat_member_twice(name, spans.0, spans.1));
                        }
                    }
                }
                Some(Members::Variants) => {}
            }
        }
    }
}

/// Checks that arguments that are sent by position are neither flat nor constant.
pub(super) fn positions_have_values(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for method in &scope.spec.methods {
        let by_position = method
            .params
            .is_some_and(|it| it.value == Params::ByPosition);
        let positional = method.positional.is_some_and(|it| it.value);
        if !by_position && !positional {
            continue;
        }
        for field in scope.arguments(&method.args) {
            if field.flat().is_some() || field.constant().is_some() {
                diagnostics.push(catalogue::form_by_position(&field.key));
            }
        }
    }
}

/// The members that a flat field has.
enum Members<'s> {
    /// Those of a record.
    Fields(Vec<&'s FieldDecl>),
    /// Those of a variant.
    Variants,
    /// Whatever no other field knows.
    Any,
}

impl<'s> Scope<'s> {
    fn members(&self, ty: &Type) -> Option<Members<'s>> {
        match ty {
            Type::Map(_) => Some(Members::Any),
            Type::Named(id) => match self.definition(*id)? {
                Definition::Record => Some(Members::Fields(self.fields(*id).to_vec())),
                Definition::Tagged(..) => Some(Members::Variants),
                Definition::Union(choices) => {
                    let mut choices = choices.iter();
                    let are_records = choices.all(|choice| {
                        let ty = self.resolve(choice.ty);
                        ty.is_some_and(|ty| self.record_of(&ty).is_some())
                    });
                    are_records.then_some(Members::Variants)
                }
                _ => None,
            },
            _ => None,
        }
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
