//! Rules about types: every type that is used exists, the names of types are valid, and a generic
//! type has as many arguments as it needs.

use std::collections::HashSet;

use super::literal::number;
use super::scope::{Referent, Scope, is_built_in};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Literal, Scalar};
use crate::source::{Syntax, Text};
use crate::spec::{ArgsDecl, Spec, TypeBody};
use crate::tree::{Expression, ExpressionKind};

/// The maximum number of types in a tuple: the standard library does not implement its traits for
/// longer tuples.
const MAX_TUPLE: usize = 12;

/// Checks that the name of a type can be written in the short form, and is neither a built-in type
/// nor a boolean.
pub(super) fn type_names_are_free(spec: &Spec, diagnostics: &mut Diagnostics) {
    let types = spec.types.iter().map(|decl| &decl.name);
    let errors = spec.errors.iter().map(|decl| &decl.name);
    for name in types.chain(errors) {
        if is_built_in(&name.value) {
            diagnostics.push(catalogue::built_in_type(name));
        } else if matches!(name.value.as_str(), "true" | "false") {
            diagnostics.push(catalogue::boolean_as_type_name(name));
        } else if !is_type_name(&name.value) {
            diagnostics.push(catalogue::invalid_type_name(name));
        }
    }
}

fn is_type_name(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    starts_well && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Checks that every name in a type refers to a type, and that generic types have as many
/// arguments as they need.
pub(super) fn types_exist(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for expression in scope.spec.expressions() {
        let mut existence = Existence {
            scope,
            diagnostics,
            is_mended: false,
        };
        existence.check(expression);
    }
}

/// Checks that a string such as `"text"` is a type only in unions, that no alternative of a union
/// is optional, and that `T??`, which distinguishes an absent value from null, is used only for
/// fields and arguments.
pub(super) fn parts_fit(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let fields = scope.spec.field_lists().flatten();
    let fields: HashSet<_> = fields.map(|field| field.ty.span).collect();
    let unions = scope.spec.types.iter().filter_map(|decl| match &decl.body {
        Some(TypeBody::Union(union)) if union.tag.is_none() => Some(&union.variants),
        _ => None,
    });
    let variants: HashSet<_> = unions.flatten().map(|variant| variant.ty.span).collect();
    for expression in scope.spec.expressions() {
        let place = if fields.contains(&expression.span) {
            Place::Field
        } else if variants.contains(&expression.span) {
            Place::Alternative
        } else {
            Place::Other
        };
        part_fits(
            expression,
            place,
            scope.spec.syntax_at(expression.span),
            diagnostics,
        );
    }
}

/// Where a type is written, which decides which types are allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Field,
    Alternative,
    Other,
}

fn part_fits(ty: &Expression, place: Place, syntax: Syntax, diagnostics: &mut Diagnostics) {
    let mut inside = |ty: &Expression, place| part_fits(ty, place, syntax, diagnostics);
    match &ty.kind {
        ExpressionKind::Literal(text) if place != Place::Alternative => {
            diagnostics.push(catalogue::lone_literal(ty.span, text, syntax));
        }
        ExpressionKind::Optional(_) if place == Place::Alternative => {
            diagnostics.push(catalogue::optional_alternative(ty.span));
        }
        ExpressionKind::Optional(inner) => match &inner.kind {
            ExpressionKind::Optional(_) if place != Place::Field => {
                diagnostics.push(catalogue::absent_in_value(ty.span));
            }
            ExpressionKind::Optional(inner) => inside(inner, Place::Other),
            _ => inside(inner, Place::Other),
        },
        ExpressionKind::Generic(_, inner) => {
            for each in inner {
                inside(each, Place::Other);
            }
        }
        ExpressionKind::Union(union) => {
            for each in &union.types {
                inside(each, Place::Alternative);
            }
        }
        ExpressionKind::Name(_) | ExpressionKind::Literal(_) | ExpressionKind::Unread => {}
    }
}

/// Checks one type for the rule that every name in it refers to a type.
struct Existence<'a> {
    scope: &'a Scope<'a>,
    diagnostics: &'a mut Diagnostics,
    /// Whether a message has already shown the whole type in the syntax of specs, such as
    /// `list<string>` for `Vec<String>`. If `true`, other names in the type that come from other
    /// languages are not reported.
    is_mended: bool,
}

impl Existence<'_> {
    fn check(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Unread | ExpressionKind::Literal(_) => {}
            ExpressionKind::Optional(inner) => self.check(inner),
            ExpressionKind::Union(union) => union.types.iter().for_each(|each| self.check(each)),
            ExpressionKind::Name(name) => match self.scope.referent(name) {
                Some(Referent::Generic) => {
                    let mistake = catalogue::wrong_arity(expression.span, name, &[]);
                    self.diagnostics.push(mistake);
                }
                Some(_) => {}
                None => self.unknown(&Text::new(name.clone(), expression.span), &[]),
            },
            ExpressionKind::Generic(name, inner) => self.generic(name, inner),
        }
    }

    fn generic(&mut self, name: &Text, inner: &[Expression]) {
        let mut held = inner;
        match self.scope.referent(&name.value) {
            Some(Referent::Generic) if name.value == "tuple" && inner.len() > MAX_TUPLE => {
                let mistake = catalogue::long_tuple(name.span, MAX_TUPLE);
                self.diagnostics.push(mistake);
            }
            Some(Referent::Generic) if inner.len() == 1 || name.value == "tuple" => {}
            Some(Referent::Generic) => {
                let mistake = catalogue::wrong_arity(name.span, &name.value, inner);
                self.diagnostics.push(mistake);
            }
            Some(_) => self.diagnostics.push(catalogue::not_generic(name)),
            None => {
                self.unknown(name, inner);
                self.is_mended |= catalogue::is_foreign_type(&name.value);
                held = catalogue::remaining(&name.value, inner);
            }
        }
        for inner in held {
            self.check(inner);
        }
    }

    fn unknown(&mut self, name: &Text, inner: &[Expression]) {
        if !(self.is_mended && catalogue::is_foreign_type(&name.value)) {
            let known = self.scope.type_names();
            let unknown = || catalogue::unknown_type(name, inner, known);
            self.diagnostics.push_with(unknown);
        }
    }
}

/// Checks that `args` of methods and `data` of errors, where they are a name, name a record.
pub(super) fn arguments_are_records(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let arguments = scope
        .spec
        .methods
        .iter()
        .map(|method| ("args", &method.args));
    let data = scope.spec.errors.iter().map(|error| ("data", &error.data));
    for (key, args) in arguments.chain(data) {
        let name = match args {
            ArgsDecl::Fields(_) => continue,
            ArgsDecl::Any(_) if key == "args" => continue,
            ArgsDecl::Any(name) | ArgsDecl::Record(name) => name,
        };
        match scope.referent(&name.value) {
            Some(Referent::Named(id)) => {
                let body = scope.decl(id).and_then(|decl| decl.body.as_ref());
                if body.is_some_and(|body| !matches!(body, TypeBody::Record(_))) {
                    diagnostics.push(catalogue::arguments_no_record(
                        key,
                        name,
                        scope.spec.syntax_at(name.span),
                    ));
                }
            }
            None if is_type_name(&name.value) && !catalogue::is_foreign_type(&name.value) => {
                let records = scope
                    .spec
                    .types
                    .iter()
                    .filter(|decl| matches!(&decl.body, Some(TypeBody::Record(_))));
                let records = records.map(|decl| decl.name.value.as_str());
                diagnostics.push_with(|| catalogue::unknown_type(name, &[], records));
            }
            _ => diagnostics.push(catalogue::arguments_no_record(
                key,
                name,
                scope.spec.syntax_at(name.span),
            )),
        }
    }
}

/// Checks that `of` of an enum is an integer type, and that the values of the enum are in the range
/// of that type.
pub(super) fn numbers_fit(spec: &Spec, diagnostics: &mut Diagnostics) {
    for decl in &spec.types {
        let Some(TypeBody::Enum(decl)) = &decl.body else {
            continue;
        };
        let Some(of) = &decl.of else {
            continue;
        };
        let Some(ty) = Scalar::named(&of.value).filter(|ty| ty.integers().is_some()) else {
            diagnostics.push(catalogue::enum_of_no_integer(of));
            continue;
        };
        for wire in decl.values.iter().filter_map(|value| value.wire.as_ref()) {
            let is_exact = match number::read(&wire.value, ty) {
                Ok(Literal::Int(number)) => number.to_string() == wire.value,
                _ => false,
            };
            if !is_exact {
                diagnostics.push(catalogue::value_no_integer(wire, ty.name()));
            }
        }
    }
}

/// Checks that an enum has at least one value; otherwise it has no valid value.
pub(super) fn enums_have_values(spec: &Spec, diagnostics: &mut Diagnostics) {
    for decl in &spec.types {
        if matches!(&decl.body, Some(TypeBody::Enum(decl)) if decl.values.is_empty()) {
            diagnostics.push(catalogue::empty_enum(
                &decl.name,
                spec.syntax_at(decl.name.span),
            ));
        }
    }
}
