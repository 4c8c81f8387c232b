//! Reads the defaults of a spec as values of their declared types.

pub(super) mod number;
mod record;
mod scalar;
mod union;

use std::collections::HashMap;

use super::budget::{self, MAX_VALUES, Spending};
use super::scope::{Definition, Scope};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{Literal, Type, TypeId};
use crate::source::Span;
use crate::spec::{DefaultDecl, EnumDecl, Notation};
use crate::tree::{Entry, MAX_DEPTH, Node, NodeKind};

/// The result of reading a value. `Err(None)` means that the mistake was already reported.
type Fitted<T> = Result<T, Option<Box<Diagnostic>>>;

impl Scope<'_> {
    /// Reads a default as a value of this type.
    pub(crate) fn literal(&self, default: &DefaultDecl, ty: &Type) -> Fitted<Literal> {
        let fitter = Fitter {
            scope: self,
            whole: default.node.span,
            notation: default.notation,
            depth: 0,
        };
        fitter.fit(&default.node, ty)
    }
}

/// Converts nodes to typed literals.
#[derive(Clone, Copy)]
struct Fitter<'s> {
    scope: &'s Scope<'s>,
    /// The span of the whole default, including values around the current one.
    whole: Span,
    notation: Notation,
    /// The number of field defaults, aliases, newtypes and unions that were entered on the way from
    /// the default to the current value. Its limit ends a default that contains itself.
    depth: usize,
}

impl Fitter<'_> {
    fn fit(&self, node: &Node, ty: &Type) -> Fitted<Literal> {
        if self.depth > MAX_DEPTH {
            return wrong(catalogue::endless_default(node.span));
        }
        self.spend(1, node.text_bytes())?;
        match (ty, &node.kind) {
            (Type::Optional(_) | Type::Nullable(_), _) if self.is_null(node) => Ok(Literal::Null),
            (Type::Optional(inner) | Type::Nullable(inner), _) => self.fit(node, inner),
            (Type::List(inner), NodeKind::List(items)) => items
                .iter()
                .map(|item| self.fit(item, inner))
                .collect::<Result<_, _>>()
                .map(Literal::List),
            (Type::Map(inner), NodeKind::Map(map)) => self.map(map, inner),
            (Type::Tuple(types), NodeKind::List(items)) if types.len() == items.len() => {
                let values = types.iter().zip(items).map(|(ty, item)| self.fit(item, ty));
                values.collect::<Result<_, _>>().map(Literal::Tuple)
            }
            (Type::Named(id) | Type::Boxed(id), _) => self.named(node, *id),
            (Type::Scalar(scalar), _) => self.scalar(node, *scalar),
            (Type::List(_) | Type::Map(_) | Type::Tuple(_), _) => self.misfit(node, ty),
        }
    }

    fn map(&self, map: &[Entry], inner: &Type) -> Fitted<Literal> {
        distinct(map)?;
        let entries = map.iter().map(|entry| {
            let key = &entry.key;
            self.spend(0, key.value.len())?;
            Ok((key.value.clone(), self.fit(&entry.value, inner)?))
        });
        entries.collect::<Result<_, _>>().map(Literal::Map)
    }

    /// Takes a number of values, and the bytes of a text, from the budget for all defaults of the
    /// spec.
    fn spend(&self, values: usize, text: usize) -> Fitted<()> {
        match self.scope.budget.spend(values + budget::texts(text)) {
            Spending::Covered => Ok(()),
            Spending::RunsOut => wrong(catalogue::large_default(self.whole, MAX_VALUES)),
            Spending::RanOut => Err(None),
        }
    }

    fn named(&self, node: &Node, id: TypeId) -> Fitted<Literal> {
        let name = self.scope.decl(id).map_or(0, |decl| decl.name.value.len());
        self.spend(0, name)?;
        match (self.scope.definition(id).ok_or(None)?, &node.kind) {
            (Definition::Record, NodeKind::Map(map)) => {
                let values = self.record(node, map, id)?;
                Ok(Literal::Record(id, values))
            }
            (Definition::Record, _) => self.misfit(node, &Type::Named(id)),
            (Definition::Enum(decl), _) => self.enumeration(node, id, decl),
            (Definition::Union(choices), _) => self.union(node, id, &choices),
            (Definition::Tagged(tag, decl), _) => self.tagged(node, id, tag, decl),
            (Definition::Alias(ty) | Definition::Newtype(ty), _) => {
                let deeper = Fitter {
                    depth: self.depth + 1,
                    ..*self
                };
                deeper.fit(node, &self.scope.resolve(ty).ok_or(None)?)
            }
            (Definition::Foreign(_), _) => {
                let name = self.scope.describe(&Type::Named(id));
                wrong(catalogue::default_of_rust_type(node.span, &name))
            }
        }
    }

    fn enumeration(&self, node: &Node, id: TypeId, decl: &EnumDecl) -> Fitted<Literal> {
        let text = match (&decl.of, &node.kind) {
            (None, _) => self.text(node),
            (Some(_), NodeKind::Scalar(scalar)) if !scalar.quoted => Some(scalar.text.as_str()),
            (Some(_), _) => None,
        };
        match text.and_then(|text| self.scope.member(id, text)) {
            Some(place) => Ok(Literal::Enum(id, place)),
            None => {
                let known = decl.values.iter().map(|value| value.wire().value.as_str());
                let known = self.scope.suggested(known);
                let name = self.scope.describe(&Type::Named(id));
                wrong(catalogue::unknown_value(node, &name, known))
            }
        }
    }

    /// The text of a node that is a string in the notation of this default; `None` if it is not a
    /// string.
    fn text<'n>(&self, node: &'n Node) -> Option<&'n str> {
        match &node.kind {
            NodeKind::Scalar(scalar) if scalar.quoted => Some(&scalar.text),
            NodeKind::Scalar(scalar) if self.notation == Notation::Plain && !node.is_nothing() => {
                Some(&scalar.text)
            }
            _ => None,
        }
    }

    fn is_null(&self, node: &Node) -> bool {
        let NodeKind::Scalar(scalar) = &node.kind else {
            return false;
        };
        let plain = self.notation == Notation::Plain && matches!(scalar.text.as_str(), "" | "~");
        !scalar.quoted && (scalar.text == "null" || plain)
    }

    fn misfit<T>(&self, node: &Node, ty: &Type) -> Fitted<T> {
        wrong(catalogue::unfitting_default(node, &self.scope.describe(ty)))
    }
}

fn wrong<T>(diagnostic: Diagnostic) -> Fitted<T> {
    Err(Some(Box::new(diagnostic)))
}

/// Returns the entries of a map by their keys. A duplicated key is an error.
fn distinct(map: &[Entry]) -> Fitted<HashMap<&str, &Entry>> {
    let mut seen: HashMap<_, &Entry> = HashMap::new();
    for entry in map {
        if let Some(first) = seen.insert(entry.key.value.as_str(), entry) {
            return wrong(catalogue::duplicate_key(&entry.key, first.key.span));
        }
    }
    Ok(seen)
}
