//! Rules about names on the wire.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::Direction;
use crate::source::{Span, Text};
use crate::spec::{ArgsDecl, FieldDecl, MethodDecl, Spec, TypeBody, ValueDecl, VariantDecl};

/// The prefix that JSON-RPC reserves for its own methods.
pub(super) const RESERVED: &str = "rpc.";

/// Checks that the wire names of methods and fields, and the tags of unions, are not empty, that no
/// method begins with `rpc.`, and that no field key without `wire` ends with `?`.
pub(super) fn wire_names_are_free(spec: &Spec, diagnostics: &mut Diagnostics) {
    for method in &spec.methods {
        if method.wire().value.starts_with(RESERVED) {
            diagnostics.push(catalogue::reserved_method(method.wire(), RESERVED));
        }
    }
    for field in spec.field_lists().flatten() {
        if field.wire.is_none() && field.key.value.ends_with('?') {
            diagnostics.push(catalogue::question_mark_in_key(&field.key));
        }
    }
    let tags = spec.types.iter().filter_map(|decl| match &decl.body {
        Some(TypeBody::Union(union)) => union.tag.as_ref(),
        _ => None,
    });
    for tag in tags.filter(|tag| tag.value.is_empty()) {
        diagnostics.push(catalogue::empty_name(tag.span));
    }
    let methods = spec.methods.iter().map(MethodDecl::wire);
    let fields = spec.field_lists().flatten().map(FieldDecl::wire);
    for name in methods.chain(fields).filter(|name| name.value.is_empty()) {
        diagnostics.push(catalogue::empty_name(name.span));
    }
}

/// Checks that wire names are unique: among the methods, among the arguments of a method, among the
/// fields of a record, and among the values of an enum.
pub(super) fn wire_names_differ(spec: &Spec, diagnostics: &mut Diagnostics) {
    methods_differ(spec, diagnostics);
    for method in &spec.methods {
        if let ArgsDecl::Fields(fields) = &method.args {
            differ("arguments", fields.iter().map(FieldDecl::wire), diagnostics);
        }
    }
    for fields in spec.errors.iter().filter_map(|error| error.data.fields()) {
        differ("fields", fields.iter().map(FieldDecl::wire), diagnostics);
    }
    for body in spec.types.iter().filter_map(|decl| decl.body.as_ref()) {
        match body {
            TypeBody::Record(record) => {
                let names = record.fields.iter().map(FieldDecl::wire);
                differ("fields", names, diagnostics);
            }
            TypeBody::Enum(decl) => {
                let names = decl.values.iter().map(ValueDecl::wire);
                differ("enum values", names, diagnostics);
            }
            TypeBody::Union(decl) if decl.tag.is_some() => {
                let names = decl.variants.iter().filter_map(VariantDecl::wire);
                differ("variants", names, diagnostics);
            }
            _ => {}
        }
    }
}

/// Checks the wire names of methods. Two methods may share a wire name if they have opposite
/// directions, or if one is a call and the other a notification.
fn methods_differ(spec: &Spec, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<(&str, Direction, bool), Span> = HashMap::new();
    for method in &spec.methods {
        let name = method.wire();
        let directions: &[Direction] = match method.direction {
            Some(Direction::Incoming) => &[Direction::Incoming],
            Some(Direction::Outgoing) => &[Direction::Outgoing],
            Some(Direction::Both) | None => &[Direction::Incoming, Direction::Outgoing],
        };
        let of = |direction: &Direction| (name.value.as_str(), *direction, method.has_reply());
        let first = directions
            .iter()
            .find_map(|direction| seen.get(&of(direction)));
        if let Some(first) = first {
            diagnostics.push(catalogue::same_wire_name("methods", name, *first));
        }
        seen.extend(
            directions
                .iter()
                .map(|direction| (of(direction), name.span)),
        );
    }
}

fn differ<'s>(what: &str, names: impl Iterator<Item = &'s Text>, diagnostics: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for name in names {
        if let Some(first) = seen.insert(&name.value, name.span) {
            diagnostics.push(catalogue::same_wire_name(what, name, first));
        }
    }
}
