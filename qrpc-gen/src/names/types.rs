//! The names of types, with their fields and values, and of arguments.

use super::namespace::Namespace;
use super::{Resolver, WIRE_REMEDY, all, identifier, reserved};
use crate::diagnostic::catalogue::Claimant;
use crate::model::{
    Constraints, Enum, EnumValue, Field, Literal, Origin, Record, Type, TypeDef, TypeId, TypeKind,
};
use crate::spec::{FieldDecl, TypeBody, TypeDecl, ValueDecl};

impl Resolver<'_> {
    pub(super) fn types(&mut self, items: &mut Namespace) -> Option<Vec<TypeDef>> {
        let decls = self.scope.spec.types.iter().zip((0..).map(TypeId));
        all(decls.map(|(decl, id)| self.type_def(decl, id, items)))
    }

    fn type_def(&mut self, decl: &TypeDecl, id: TypeId, items: &mut Namespace) -> Option<TypeDef> {
        let name = &decl.name;
        // The name was already checked to consist of letters.
        let rust = identifier::camel(&name.value);
        if let Some(rust) = &rust {
            items.claim(rust, Claimant::named(name), self.diagnostics);
        }
        let kind = match decl.body.as_ref()? {
            TypeBody::Record(fields) => TypeKind::Record(self.record(fields, id)?),
            TypeBody::Enum(values) => TypeKind::Enum(self.values(values)?),
        };
        Some(TypeDef {
            name: name.value.clone(),
            rust: rust?,
            origin: Origin::Spec,
            doc: decl.doc.clone(),
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
        let mut names = Namespace::default();
        all(decls.iter().map(|decl| self.field(decl, &mut names)))
    }

    fn field(&mut self, decl: &FieldDecl, names: &mut Namespace) -> Option<Field> {
        let rust = identifier::snake(&decl.key.value, &reserved::FIELDS);
        let rust = self.named(&decl.key, rust, WIRE_REMEDY)?;
        names.claim(&rust, Claimant::named(&decl.key), self.diagnostics);
        let ty = self.scope.resolve(&decl.ty)?;
        let default = match (&decl.default, &ty) {
            // After an error, no API is returned, and the error may be a default beyond the limit.
            (Some(_), _) if self.diagnostics.has_errors() => return None,
            (Some(default), _) => Some(self.scope.literal(default, &ty).ok()?),
            (None, Type::Optional(_)) => Some(Literal::Null),
            (None, _) => None,
        };
        let (wire, doc) = (decl.wire().value.clone(), decl.doc.clone());
        Some(Field {
            wire,
            rust,
            doc,
            ty,
            default,
            constraints: Constraints::default(),
        })
    }

    fn values(&mut self, decls: &[ValueDecl]) -> Option<Enum> {
        let mut names = Namespace::default();
        let values = all(decls.iter().map(|decl| self.value(decl, &mut names)))?;
        let (of, open) = (None, None);
        Some(Enum { of, values, open })
    }

    fn value(&mut self, decl: &ValueDecl, names: &mut Namespace) -> Option<EnumValue> {
        let rust = identifier::camel(&decl.key.value);
        let remedy = "write the enum as a map, as in `enum: { name: { wire: \"…\" } }`";
        let rust = self.named(&decl.key, rust, remedy)?;
        names.claim(&rust, Claimant::named(&decl.key), self.diagnostics);
        let (wire, doc) = (decl.wire().value.clone(), decl.doc.clone());
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
