//! Defaults of record types.

use super::{Fitted, Fitter, distinct, wrong};
use crate::diagnostic::catalogue;
use crate::model::{Literal, Type, TypeId};
use crate::spec::{DefaultDecl, FieldDecl};
use crate::tree::{Entry, Node, NodeKind};

impl Fitter<'_> {
    /// Returns one value per field, in the order of the record. An absent field has its default.
    pub(super) fn record(&self, node: &Node, map: &[Entry], id: TypeId) -> Fitted<Vec<Literal>> {
        let fields = self.scope.fields(id);
        let entries = distinct(map)?;
        let known = |key: &str| self.scope.member(id, key).is_some();
        let has_flat = fields.iter().any(|field| field.flat().is_some());
        let name = self.scope.describe(&Type::Named(id));
        let unknown = map.iter().find(|entry| !known(&entry.key.value));
        if let Some(entry) = unknown.filter(|_| !has_flat) {
            let known = fields.iter().map(|field| field.wire().value.as_str());
            let known = self.scope.suggested(known);
            return wrong(catalogue::unknown_field(&entry.key, &name, known));
        }
        let values = fields.iter().map(|field| {
            self.spend(0, field.key.value.len())?;
            if field.flat().is_some() {
                return self.flat(node, map, field, &known);
            }
            if let Some(constant) = field.constant() {
                return self.constant(entries.get(field.wire().value.as_str()), constant, field);
            }
            match entries.get(field.wire().value.as_str()) {
                Some(entry) => self.obeying(&entry.value, field),
                None => self.absent(node, &name, field),
            }
        });
        values.collect()
    }

    /// Reads the value of a field, and checks that it satisfies the constraints of the field.
    fn obeying(&self, node: &Node, field: &FieldDecl) -> Fitted<Literal> {
        let ty = self.scope.resolve(&field.ty).ok_or(None)?;
        let value = self.fit(node, &ty)?;
        if field.constraints.is_empty() {
            return Ok(value);
        }
        match self.scope.violated(&field.constraints, &ty, &value) {
            Some(constraint) => wrong(catalogue::default_violates(node.span, &constraint)),
            None => Ok(value),
        }
    }

    /// Reads the value of a flat field from the entries of `map` that belong to no other field. If
    /// the type of the flat field is a record, only the entries for fields of that record are used.
    fn flat(
        &self,
        node: &Node,
        map: &[Entry],
        field: &FieldDecl,
        is_own: &dyn Fn(&str) -> bool,
    ) -> Fitted<Literal> {
        let ty = self.scope.resolve(&field.ty).ok_or(None)?;
        let record = self.scope.record_of(&ty);
        let belongs = |entry: &&Entry| {
            let key = &entry.key.value;
            !is_own(key) && record.is_none_or(|id| self.scope.member(id, key).is_some())
        };
        let others: Vec<_> = map.iter().filter(belongs).cloned().collect();
        self.obeying(&Node::new(NodeKind::Map(others), node.span), field)
    }

    /// Returns the value of a constant. If a default contains a value for the constant, that value
    /// must equal the constant.
    fn constant(
        &self,
        entry: Option<&&Entry>,
        constant: &DefaultDecl,
        field: &FieldDecl,
    ) -> Fitted<Literal> {
        let ty = self.scope.resolve(&field.ty).ok_or(None)?;
        let expected = Fitter {
            notation: constant.notation,
            ..*self
        }
        .fit(&constant.node, &ty)?;
        match entry.map(|entry| self.fit(&entry.value, &ty)).transpose()? {
            Some(value) if value != expected => {
                let span = entry.map_or(self.whole, |entry| entry.value.span);
                wrong(catalogue::other_than_constant(span, constant.node.span))
            }
            _ => Ok(expected),
        }
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
