//! Defaults of unions.

use super::{Fitted, Fitter, distinct, wrong};
use crate::check::scope::Choice;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{Literal, Scalar, Type, TypeId};
use crate::source::Text;
use crate::spec::{FieldDecl, UnionDecl, VariantDecl};
use crate::tree::{Entry, ExpressionKind, Node, NodeKind};

/// The maximum number of alternatives that a message lists.
const LISTED: usize = 20;

impl Fitter<'_> {
    /// Reads a value as the first alternative that it fits.
    pub(super) fn union(&self, node: &Node, id: TypeId, choices: &[Choice<'_>]) -> Fitted<Literal> {
        let deeper = Fitter {
            depth: self.depth + 1,
            ..*self
        };
        let mut nearest: Option<(_, &Choice<'_>, Box<Diagnostic>)> = None;
        for (place, choice) in choices.iter().enumerate() {
            let value = match &choice.ty.kind {
                ExpressionKind::Literal(text) if self.text(node) == Some(text.as_str()) => {
                    Ok(Literal::Text(text.clone()))
                }
                ExpressionKind::Literal(_) => continue,
                _ => deeper.fit(node, &self.scope.resolve(choice.ty).ok_or(None)?),
            };
            match value {
                Ok(value) => return Ok(Literal::Union(id, place, Box::new(value))),
                Err(None) => return Err(None),
                // The budget of the spec is used up, so the other alternatives cannot be tried.
                Err(Some(_)) if self.scope.budget.is_used_up() => return value,
                Err(Some(misfit)) => {
                    let likeness = self.likeness(node, choice, &misfit);
                    if nearest.as_ref().is_none_or(|(most, ..)| likeness > *most) {
                        nearest = Some((likeness, choice, misfit));
                    }
                }
            }
        }
        let union = self.scope.describe(&Type::Named(id));
        match nearest {
            Some(((known, tells), choice, misfit)) if known > 0 || tells => {
                let alternative = self.scope.describe_alternative(choice.ty);
                wrong(catalogue::nearest_alternative(
                    *misfit,
                    &union,
                    &alternative,
                ))
            }
            _ => {
                let choices = self.scope.suggested(choices.iter());
                let choices = choices.map(|choice| self.scope.describe_alternative(choice.ty));
                let choices: Vec<_> = choices.take(LISTED).collect();
                wrong(catalogue::no_alternative(node, &union, &choices))
            }
        }
    }

    /// How similar a value is to an alternative that it does not fit: the number of entries of the
    /// value that may be fields of the alternative, and whether `misfit` says more than that the
    /// value has another form, such as a string instead of a map.
    fn likeness(&self, node: &Node, choice: &Choice<'_>, misfit: &Diagnostic) -> (usize, bool) {
        let record = self.scope.resolve(choice.ty);
        let record = record.and_then(|ty| self.scope.record_of(&ty));
        let known = match (&node.kind, record) {
            (NodeKind::Map(map), Some(id)) => {
                let fields = self.scope.fields(id);
                let known = |entry: &&Entry| {
                    let field = self.scope.member(id, &entry.key.value);
                    let field = field.and_then(|place| fields.get(place));
                    field.is_some_and(|field| may_be(field, &entry.value))
                };
                map.iter().filter(known).count()
            }
            _ => 0,
        };
        let tells = match &node.kind {
            _ if misfit.primary.span != node.span => true,
            NodeKind::Scalar(_) => !catalogue::is_other_form(misfit),
            NodeKind::Map(_) => record.is_some(),
            NodeKind::List(_) => false,
        };
        (known, tells)
    }

    /// Reads a value as the variant that its tag names, with the fields of the variant's record.
    pub(super) fn tagged(
        &self,
        node: &Node,
        id: TypeId,
        tag: &Text,
        decl: &UnionDecl,
    ) -> Fitted<Literal> {
        let NodeKind::Map(map) = &node.kind else {
            return self.misfit(node, &Type::Named(id));
        };
        let entries = distinct(map)?;
        let name = self.scope.describe(&Type::Named(id));
        let Some(entry) = entries.get(tag.value.as_str()) else {
            return wrong(catalogue::missing_field(node.span, &name, &tag.value));
        };
        let named = |variant: &&VariantDecl| {
            let wire = variant.wire().map(|wire| wire.value.as_str());
            wire.is_some() && self.text(&entry.value) == wire
        };
        let place = decl.variants.iter().position(|variant| named(&variant));
        let Some(variant) = place.and_then(|place| decl.variants.get(place)) else {
            let wires = decl.variants.iter().filter_map(VariantDecl::wire);
            let known = self.scope.suggested(wires.map(|wire| wire.value.as_str()));
            return wrong(catalogue::unknown_value(&entry.value, &name, known));
        };
        let others = map.iter().filter(|entry| entry.key.value != tag.value);
        let others: Vec<Entry> = others.cloned().collect();
        let values = match self.scope.resolve(&variant.ty).ok_or(None)? {
            Type::Scalar(Scalar::Null) if others.is_empty() => Vec::new(),
            ty => match self.scope.record_of(&ty) {
                Some(record) => self.record(node, &others, record)?,
                None => return self.misfit(node, &Type::Named(id)),
            },
        };
        Ok(Literal::Tagged(id, place.unwrap_or_default(), values))
    }
}

/// Whether a value may be the value of a field: only a constant field refuses values, which tells
/// records apart.
fn may_be(field: &FieldDecl, value: &Node) -> bool {
    let Some(constant) = field.constant() else {
        return true;
    };
    match (&constant.node.kind, &value.kind) {
        (NodeKind::Scalar(constant), NodeKind::Scalar(value)) => constant.text == value.text,
        _ => false,
    }
}
