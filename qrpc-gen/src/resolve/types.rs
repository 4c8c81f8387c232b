//! The names of types, with their fields and values, and of arguments.

use super::{Resolver, WIRE_REMEDY, all};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::catalogue::Claimant;
use crate::model::{
    Enum, EnumValue, Field, Literal, Origin, Record, Type, TypeDef, TypeId, TypeKind,
};
use crate::names::{self, Namespace};
use crate::spec::{FieldDecl, TypeBody, TypeDecl, ValueDecl};

impl Resolver<'_> {
    pub(super) fn types(
        &mut self,
        decls: &[TypeDecl],
        items: &mut Namespace<Claimant>,
    ) -> Option<Vec<TypeDef>> {
        let decls = decls.iter().zip((0..).map(TypeId));
        all(decls.map(|(decl, id)| self.type_def(decl, id, items)))
    }

    fn type_def(
        &mut self,
        decl: &TypeDecl,
        id: TypeId,
        items: &mut Namespace<Claimant>,
    ) -> Option<TypeDef> {
        let TypeDecl { name, doc, body } = decl;
        // The name was already checked to consist of letters.
        let rust = names::camel(&name.value);
        if let Some(rust) = &rust {
            self.claim(items, rust, Claimant::named(name));
        }
        let kind = match body.as_ref()? {
            TypeBody::Record(fields) => TypeKind::Record(self.record(fields, id)?),
            TypeBody::Enum(values) => TypeKind::Enum(self.values(values)?),
        };
        Some(TypeDef {
            name: name.value.clone(),
            rust: rust?,
            origin: Origin::Spec,
            doc: doc.clone(),
            kind,
        })
    }

    fn record(&mut self, decls: &[FieldDecl], id: TypeId) -> Option<Record> {
        let mut fields = self.fields(decls)?;
        for (place, field) in fields.iter_mut().enumerate() {
            if self.boxed.contains(&(id, place)) {
                field.ty = boxed(field.ty.clone());
            }
        }
        let extends = Vec::new();
        Some(Record { fields, extends })
    }

    /// Names the fields of a record or the arguments of a method.
    pub(super) fn fields(&mut self, decls: &[FieldDecl]) -> Option<Vec<Field>> {
        let mut names = Namespace::new();
        all(decls.iter().map(|decl| self.field(decl, &mut names)))
    }

    fn field(&mut self, decl: &FieldDecl, names: &mut Namespace<Claimant>) -> Option<Field> {
        let FieldDecl {
            key,
            wire: _,
            doc,
            ty,
            default,
            constraints,
        } = decl;
        let rust = names::snake(&key.value, &names::FIELDS);
        let rust = self.named(key, rust, WIRE_REMEDY)?;
        self.claim(names, &rust, Claimant::named(key));
        let ty = self.scope.resolve(ty)?;
        let default = match (default, &ty) {
            // After an error, no API is returned, and the error may be a default beyond the limit.
            (Some(_), _) if self.diagnostics.has_errors() => return None,
            (Some(default), _) => Some(self.scope.literal(default, &ty).ok()?),
            (None, Type::Optional(_)) => Some(Literal::Null),
            (None, _) => None,
        };
        let constraints = self
            .scope
            .constraints(constraints, &ty, &mut Diagnostics::default());
        Some(Field {
            wire: decl.wire().value.clone(),
            rust,
            doc: doc.clone(),
            ty,
            default,
            constraints,
        })
    }

    fn values(&mut self, decls: &[ValueDecl]) -> Option<Enum> {
        let mut names = Namespace::new();
        let values = all(decls.iter().map(|decl| self.value(decl, &mut names)))?;
        Some(Enum { values, open: None })
    }

    fn value(&mut self, decl: &ValueDecl, names: &mut Namespace<Claimant>) -> Option<EnumValue> {
        let ValueDecl { key, wire: _, doc } = decl;
        let rust = names::camel(&key.value);
        let remedy = "write the enum as a map, as in `enum: { name: { wire: \"…\" } }`";
        let rust = self.named(key, rust, remedy)?;
        self.claim(names, &rust, Claimant::named(key));
        let (wire, doc) = (decl.wire().value.clone(), doc.clone());
        Some(EnumValue { wire, rust, doc })
    }
}

/// The same type, with a box around the record that it contains directly.
fn boxed(ty: Type) -> Type {
    match ty {
        Type::Optional(inner) => Type::Optional(Box::new(boxed(*inner))),
        Type::Named(id) => Type::Boxed(id),
        ty => ty,
    }
}
