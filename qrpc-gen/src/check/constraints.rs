//! Rules about constraints: a constraint fits the type of its value, and the default of the value
//! satisfies the constraint.

use super::literal::number::{self, NumberMisfit};
use super::patterns::{Match, Patterns, Refusal};
use super::scope::Scope;
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
            patterns: &self.patterns,
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
    match scope.aliased(ty) {
        Type::Optional(inner) | Type::Nullable(inner) => constrained(scope, &inner),
        ty => ty,
    }
}

fn exceeds(min: Option<Bound>, max: Option<Bound>) -> bool {
    match (min, max) {
        (Some(Bound::Int(min)), Some(Bound::Int(max))) => min > max,
        (Some(Bound::Float(min)), Some(Bound::Float(max))) => min > max,
        _ => false,
    }
}

/// Reads the constraints of one value.
struct ConstraintReader<'a> {
    patterns: &'a Patterns,
    ty: Type,
    /// The type as the spec writes it, for messages.
    described: String,
    diagnostics: &'a mut Diagnostics,
}

impl ConstraintReader<'_> {
    fn bound(&mut self, key: &'static str, text: Option<&Text>) -> Option<Bound> {
        let text = text?;
        let scalar = match &self.ty {
            Type::Scalar(scalar @ (Scalar::F32 | Scalar::F64)) => *scalar,
            Type::Scalar(scalar) if scalar.integers().is_some() => *scalar,
            _ => return self.misplaced(key, "numbers", text),
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
        let has_length = match &self.ty {
            Type::List(_) | Type::Map(_) => true,
            Type::Scalar(scalar) => {
                matches!(scalar, Scalar::String | Scalar::Bytes | Scalar::Base64)
            }
            _ => false,
        };
        if !has_length {
            return self.misplaced(key, "strings, bytes, lists and maps", text);
        }
        let length = text.value.parse().ok();
        if length.is_none() {
            self.diagnostics.push(catalogue::wrong_length(key, text));
        }
        length
    }

    fn pattern(&mut self, text: Option<&Text>) -> Option<String> {
        let text = text?;
        if self.ty != Type::Scalar(Scalar::String) {
            return self.misplaced("pattern", "strings", text);
        }
        if text.value.len() > MAX_PATTERN {
            self.diagnostics
                .push(catalogue::long_pattern(text, MAX_PATTERN));
            return None;
        }
        match self.patterns.check(&text.value) {
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

    fn misplaced<T>(&mut self, key: &str, needed: &str, text: &Text) -> Option<T> {
        let wrong = catalogue::misplaced_constraint(key, needed, text, &self.described);
        self.diagnostics.push(wrong);
        None
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

/// Describes the first constraint that the value violates; `None` if it satisfies all.
fn violated(value: &Literal, constraints: &Constraints, patterns: &Patterns) -> Option<String> {
    let Constraints {
        min,
        max,
        min_len,
        max_len,
        pattern,
    } = constraints;
    let (below, above) = match value {
        Literal::Int(value) => (
            min.filter(|min| matches!(min, Bound::Int(min) if value < min)),
            max.filter(|max| matches!(max, Bound::Int(max) if value > max)),
        ),
        Literal::Float(value) => (
            min.filter(|min| matches!(min, Bound::Float(min) if value < min)),
            max.filter(|max| matches!(max, Bound::Float(max) if value > max)),
        ),
        _ => (None, None),
    };
    let length = length(value);
    let short = min_len.filter(|min| length.is_some_and(|length| length < *min));
    let long = max_len.filter(|max| length.is_some_and(|length| length > *max));
    let unmatched = pattern.as_ref().and_then(|pattern| match value {
        Literal::Text(text) => unmatched(patterns.matches(pattern, text)),
        _ => None,
    });
    let phrases = [
        below.map(|min| format!("`min: {}`", shown(min))),
        above.map(|max| format!("`max: {}`", shown(max))),
        short.map(|min| format!("`min_len: {min}`")),
        long.map(|max| format!("`max_len: {max}`")),
        unmatched.map(str::to_owned),
    ];
    phrases.into_iter().flatten().next()
}

fn unmatched(found: Match) -> Option<&'static str> {
    match found {
        Match::Fits => None,
        Match::Differs => Some("`pattern`"),
        Match::TooLong => Some("the limit for matching defaults with `pattern`"),
    }
}

fn length(value: &Literal) -> Option<u64> {
    let length = match value {
        Literal::Text(text) => text.chars().count(),
        Literal::Bytes(bytes) => bytes.len(),
        Literal::List(items) => items.len(),
        Literal::Map(entries) => entries.len(),
        _ => return None,
    };
    u64::try_from(length).ok()
}

fn shown(bound: Bound) -> String {
    match bound {
        Bound::Int(value) => value.to_string(),
        Bound::Float(value) => format!("{value:?}"),
    }
}
