//! Rules about constraints: a constraint fits the type of its value, and the default of the value
//! satisfies the constraint.

use super::literal::number::{self, NumberMisfit};
use super::patterns::Refusal;
use super::scope::{Definition, MAX_CHAIN, Scope};
use super::violations::violated;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Bound, Constraints, Literal, Scalar, Type};
use crate::source::Text;
use crate::spec::{ConstraintsDecl, FieldDecl};

/// The maximum length of a pattern, in bytes. A longer pattern could take more than 1 GiB to
/// compile.
const MAX_PATTERN: usize = 4096;

/// Checks the constraints of every field.
pub(super) fn constraints_fit(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for field in scope.spec.field_lists().flatten() {
        if let Some(ty) = scope.resolve(&field.ty) {
            let constraints = scope.constraints(&field.constraints, &ty, diagnostics);
            default_obeys(scope, field, &ty, &constraints, diagnostics);
        }
    }
}

impl Scope<'_> {
    /// Returns the constraints of a value of this type. Constraints that do not fit the type are
    /// reported and left out.
    pub(crate) fn constraints(
        &self,
        decl: &ConstraintsDecl,
        ty: &Type,
        diagnostics: &mut Diagnostics,
    ) -> Constraints {
        let ConstraintsDecl {
            min,
            max,
            min_len,
            max_len,
            pattern,
        } = decl;
        let mut reader = ConstraintReader {
            scope: self,
            ty: constrained(self, ty),
            described: self.describe(ty),
            diagnostics,
        };
        let constraints = Constraints {
            min: reader.bound("min", min.as_ref()),
            max: reader.bound("max", max.as_ref()),
            min_len: reader.length("min_len", min_len.as_ref()),
            max_len: reader.length("max_len", max_len.as_ref()),
            pattern: reader.pattern(pattern.as_ref()),
        };
        reader.ordered(
            min.as_ref(),
            max.as_ref(),
            exceeds(constraints.min, constraints.max),
        );
        let lengths = constraints.min_len.zip(constraints.max_len);
        let none_fits = lengths.is_some_and(|(min, max)| min > max);
        reader.ordered(min_len.as_ref(), max_len.as_ref(), none_fits);
        constraints
    }

    /// Describes the first constraint that a value of this type violates; `None` if it satisfies
    /// all.
    pub(super) fn violated(
        &self,
        decl: &ConstraintsDecl,
        ty: &Type,
        value: &Literal,
    ) -> Option<String> {
        let constraints = self.constraints(decl, ty, &mut Diagnostics::default());
        violated(value, &constraints, &self.patterns)
    }
}

/// The type that constraints apply to: `T` for `T?`, for `T | null`, and for an alias of `T`.
fn constrained(scope: &Scope<'_>, ty: &Type) -> Type {
    let mut ty = scope.aliased(ty);
    // The loop is bounded because an alias may stand for itself or null, which another rule
    // reports.
    for _ in 0..MAX_CHAIN {
        match ty {
            Type::Optional(inner) | Type::Nullable(inner) => ty = scope.aliased(&inner),
            ty => return ty,
        }
    }
    ty
}

fn exceeds(min: Option<Bound>, max: Option<Bound>) -> bool {
    match (min, max) {
        (Some(Bound::Int(min)), Some(Bound::Int(max))) => min > max,
        (Some(Bound::Float(min)), Some(Bound::Float(max))) => min > max,
        _ => false,
    }
}

fn is_number(ty: &Type) -> bool {
    match ty {
        Type::Scalar(Scalar::F32 | Scalar::F64) => true,
        Type::Scalar(scalar) => scalar.integers().is_some(),
        _ => false,
    }
}

fn has_length(ty: &Type) -> bool {
    match ty {
        Type::List(_) | Type::Map(_) => true,
        Type::Scalar(scalar) => {
            matches!(scalar, Scalar::String | Scalar::Bytes | Scalar::Base64)
        }
        _ => false,
    }
}

fn is_string(ty: &Type) -> bool {
    *ty == Type::Scalar(Scalar::String)
}

/// Reads the constraints of one value.
struct ConstraintReader<'a> {
    scope: &'a Scope<'a>,
    ty: Type,
    /// The type as the spec writes it, for messages.
    described: String,
    diagnostics: &'a mut Diagnostics,
}

impl ConstraintReader<'_> {
    fn bound(&mut self, key: &'static str, text: Option<&Text>) -> Option<Bound> {
        let text = text?;
        let scalar = match &self.ty {
            Type::Scalar(scalar) if is_number(&self.ty) => *scalar,
            _ => return self.misplaced(key, ("numbers", is_number), text),
        };
        match number::read(&text.value, scalar) {
            Ok(Literal::Int(number)) => Some(Bound::Int(number)),
            Ok(Literal::Float(number)) => Some(Bound::Float(number)),
            Err(NumberMisfit::OutOfRange(range)) => {
                let wrong = catalogue::bound_out_of_range(key, text, &self.described, &range);
                self.diagnostics.push(wrong);
                None
            }
            _ => {
                self.diagnostics
                    .push(catalogue::bound_not_a_number(key, text, &self.described));
                None
            }
        }
    }

    fn length(&mut self, key: &'static str, text: Option<&Text>) -> Option<u64> {
        let text = text?;
        if !has_length(&self.ty) {
            let needed = "strings, bytes, lists and maps";
            return self.misplaced(key, (needed, has_length), text);
        }
        let length = text.value.parse().ok();
        if length.is_none() {
            self.diagnostics.push(catalogue::wrong_length(key, text));
        }
        length
    }

    fn pattern(&mut self, text: Option<&Text>) -> Option<String> {
        let text = text?;
        if !is_string(&self.ty) {
            return self.misplaced("pattern", ("strings", is_string), text);
        }
        if text.value.len() > MAX_PATTERN {
            self.diagnostics
                .push(catalogue::long_pattern(text, MAX_PATTERN));
            return None;
        }
        match self.scope.patterns.check(&text.value) {
            Ok(()) => return Some(text.value.clone()),
            Err(Refusal::Invalid(error)) => {
                self.diagnostics
                    .push(catalogue::wrong_pattern(text, &error));
            }
            Err(Refusal::TooLarge) => self.diagnostics.push(catalogue::large_pattern(text)),
            Err(Refusal::RanOut) => {}
        }
        None
    }

    /// `needed` are the types to which the constraint applies, in words and as a function.
    fn misplaced<T>(
        &mut self,
        key: &str,
        (needed, fits): (&str, fn(&Type) -> bool),
        text: &Text,
    ) -> Option<T> {
        let wrong = match self.newtype() {
            Some((name, inner)) if fits(&inner) => catalogue::constrained_newtype(key, text, &name),
            _ => catalogue::misplaced_constraint(key, needed, text, &self.described),
        };
        self.diagnostics.push(wrong);
        None
    }

    /// The name of the newtype to which the constraints would apply, and the type in it. Newtypes
    /// of newtypes have no constraints, whatever they contain.
    fn newtype(&self) -> Option<(String, Type)> {
        let id = self.ty.named()?;
        let Some(Definition::Newtype(inner)) = self.scope.definition(id) else {
            return None;
        };
        let inner = self.scope.resolve(inner)?;
        let name = self.scope.describe(&self.ty);
        Some((name, constrained(self.scope, &inner)))
    }

    /// If `none_fits` is true, reports that the minimum is above the maximum.
    fn ordered(&mut self, min: Option<&Text>, max: Option<&Text>, none_fits: bool) {
        if let (Some(min), Some(max), true) = (min, max, none_fits) {
            self.diagnostics.push(catalogue::no_value_fits(min, max));
        }
    }
}

fn default_obeys(
    scope: &Scope<'_>,
    field: &FieldDecl,
    ty: &Type,
    constraints: &Constraints,
    diagnostics: &mut Diagnostics,
) {
    let Some(default) = &field.default else {
        return;
    };
    if *constraints == Constraints::default() {
        return;
    }
    // A default that does not fit its type has already been reported.
    let Ok(value) = scope.literal(default, ty) else {
        return;
    };
    if let Some(violated) = violated(&value, constraints, &scope.patterns) {
        diagnostics.push(catalogue::default_violates(default.node.span, &violated));
    }
}
