//! Defaults of unions.

use super::{Fitted, Fitter, distinct, wrong};
use crate::check::scope::Choice;
use crate::diagnostic::catalogue;
use crate::model::{Literal, Scalar, Type, TypeId};
use crate::source::Text;
use crate::spec::{UnionDecl, VariantDecl};
use crate::tree::{Entry, ExpressionKind, Node, NodeKind};

impl Fitter<'_> {
    /// Reads a value as the first alternative that it fits.
    pub(super) fn union(&self, node: &Node, id: TypeId, choices: &[Choice<'_>]) -> Fitted<Literal> {
        let deeper = Fitter {
            depth: self.depth + 1,
            ..*self
        };
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
                Err(Some(_)) => {}
            }
        }
        self.misfit(node, &Type::Named(id))
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
