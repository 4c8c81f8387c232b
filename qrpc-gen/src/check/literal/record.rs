//! Defaults of record types.

use super::{Fitted, Fitter, distinct, wrong};
use crate::diagnostic::catalogue;
use crate::model::{Literal, Type, TypeId};
use crate::spec::FieldDecl;
use crate::tree::{Entry, Node};

impl Fitter<'_> {
    /// Returns every field once, in the order of the record; absent fields take their default.
    pub(super) fn record(&self, node: &Node, map: &[Entry], id: TypeId) -> Fitted<Vec<Literal>> {
        let fields = self.scope.fields(id);
        let entries = distinct(map)?;
        let known = |key: &str| self.scope.member(id, key).is_some();
        let name = self.scope.describe(&Type::Named(id));
        if let Some(entry) = map.iter().find(|entry| !known(&entry.key.value)) {
            let known = fields.iter().map(|field| field.wire().value.as_str());
            let known = self.scope.suggested(known);
            return wrong(catalogue::unknown_field(&entry.key, &name, known));
        }
        let values = fields.iter().map(|field| {
            self.spend(0, field.key.value.len())?;
            match entries.get(field.wire().value.as_str()) {
                Some(entry) => self.fit(&entry.value, &self.scope.resolve(&field.ty).ok_or(None)?),
                None => self.absent(node, &name, field),
            }
        });
        values.collect()
    }

    fn absent(&self, node: &Node, record: &str, field: &FieldDecl) -> Fitted<Literal> {
        let ty = self.scope.resolve(&field.ty).ok_or(None)?;
        match (&field.default, &ty) {
            (Some(default), _) => {
                let notation = default.notation;
                Fitter {
                    notation,
                    depth: self.depth + 1,
                    ..*self
                }
                .fit(&default.node, &ty)
            }
            (None, Type::Optional(_)) => Ok(Literal::Null),
            (None, _) => wrong(catalogue::missing_field(
                node.span,
                record,
                &field.wire().value,
            )),
        }
    }
}
