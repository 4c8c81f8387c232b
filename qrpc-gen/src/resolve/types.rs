//! Resolves types, with their fields and values, and arguments.

use std::collections::HashSet;

use super::{Items, Resolver, WIRE_REMEDY, all};
use crate::check::Definition;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::catalogue::Claimant;
use crate::model::{
    Alias, Enum, EnumValue, Field, FieldForm, Literal, Record, Scalar, Type, TypeDef, TypeId,
    TypeKind,
};
use crate::names::{self, Namespace};
use crate::spec::{EnumDecl, FieldDecl, FormDecl, RecordDecl, TypeBody, TypeDecl, ValueDecl};
use crate::tree::Expression;

/// The possible names of an enum's variant for unknown values. The enum uses the first of these
/// names that none of its other variants has.
const OTHERS: [&str; 3] = ["Other", "Unknown", "Unlisted"];

impl Resolver<'_> {
    /// Returns the definitions of all types: the types with a name, then the unions without a name.
    pub(super) fn types(&mut self, decls: &[TypeDecl], items: &mut Items) -> Option<Vec<TypeDef>> {
        let decls = decls.iter().zip((0..).map(TypeId));
        let named = all(decls.map(|(decl, id)| self.type_def(decl, id, items)));
        let inline = self.inline_unions(items);
        let mut types = named?;
        types.extend(inline?);
        Some(types)
    }

    fn type_def(&mut self, decl: &TypeDecl, id: TypeId, items: &mut Items) -> Option<TypeDef> {
        let TypeDecl {
            name,
            doc,
            deprecated,
            since,
            body,
        } = decl;
        // The name has already been checked: it consists of characters that Rust allows.
        let rust = names::camel(&name.value);
        if let Some(rust) = &rust {
            self.claim_item(items, name, rust, Claimant::named(name));
        }
        let kind = match body.as_ref()? {
            TypeBody::Record(decl) => TypeKind::Record(self.record(decl, id)?),
            TypeBody::Enum(decl) => TypeKind::Enum(self.enumeration(decl)?),
            TypeBody::Union(decl) => match &decl.tag {
                Some(tag) => TypeKind::Tagged(self.tagged(tag, decl, id)?),
                None => TypeKind::Union(self.untagged(id)?),
            },
            TypeBody::Alias(ty) => self.alias(ty, id)?,
            TypeBody::Newtype(ty) => TypeKind::Alias(Alias {
                ty: self.boxed(id, self.scope.resolve(ty)?),
                newtype: true,
            }),
            TypeBody::Foreign(path) => TypeKind::Foreign(path.value.clone()),
        };
        Some(TypeDef {
            name: name.value.clone(),
            rust: rust?,
            origin: self.origin(name),
            doc: doc.clone(),
            deprecated: deprecated.clone(),
            since: since.clone(),
            kind,
        })
    }

    fn alias(&mut self, ty: &Expression, id: TypeId) -> Option<TypeKind> {
        if let Some(Definition::Union(_)) = self.scope.definition(id) {
            return Some(TypeKind::Union(self.untagged(id)?));
        }
        let (ty, newtype) = (self.scope.resolve(ty)?, self.recursion.needs_struct(id));
        let ty = if newtype { self.boxed(id, ty) } else { ty };
        Some(TypeKind::Alias(Alias { ty, newtype }))
    }

    fn record(&mut self, decl: &RecordDecl, id: TypeId) -> Option<Record> {
        let RecordDecl { extends, fields: _ } = decl;
        let fields = self.scope.fields(id).to_vec();
        let mut fields = self.fields(&fields)?;
        self.box_fields(id, &mut fields);
        let bases = extends.iter();
        let bases = bases.map(|base| self.scope.record(&base.value).map(|(id, _)| id));
        Some(Record {
            fields,
            extends: bases.collect::<Option<_>>()?,
        })
    }

    /// Resolves the fields of a record or the arguments of a method.
    pub(super) fn fields(&mut self, decls: &[&FieldDecl]) -> Option<Vec<Field>> {
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
            form,
            deprecated,
            since,
        } = decl;
        let rust = names::snake(&key.value, &names::FIELDS);
        let rust = self.named(key, rust, WIRE_REMEDY)?;
        self.claim(names, &rust, Claimant::with_wire(key));
        let ty = self.scope.resolve(ty)?;
        let form = match form {
            FormDecl::Member => FieldForm::Member,
            FormDecl::Flat(_) => FieldForm::Flat,
            FormDecl::Const(_) if self.diagnostics.has_errors() => return None,
            FormDecl::Const(value) => FieldForm::Const(self.scope.literal(value, &ty).ok()?),
        };
        let default = match (default, &ty) {
            (None, _) if form == FieldForm::Flat && self.is_map(&ty) => {
                Some(Literal::Map(Vec::new()))
            }
            // If the spec has an error, the default is not read, since it may be the default that
            // exceeds the budget. No API is returned in this case.
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
            form,
            deprecated: deprecated.clone(),
            since: since.clone(),
        })
    }

    fn is_map(&self, ty: &Type) -> bool {
        matches!(self.scope.aliased(ty), Type::Map(_))
    }

    /// Returns a name for the variant that holds unknown values, which none of the other variants
    /// has.
    pub(super) fn other<'n>(variants: impl Iterator<Item = &'n str>) -> String {
        let variants: HashSet<_> = variants.collect();
        let is_free = |name: &&str| !variants.contains(name);
        let free = OTHERS.into_iter().find(is_free);
        free.unwrap_or("Other_").to_owned()
    }

    fn enumeration(&mut self, decl: &EnumDecl) -> Option<Enum> {
        let EnumDecl { of, values, open } = decl;
        let mut names = Namespace::new();
        let values = all(values.iter().map(|decl| self.value(decl, &mut names)))?;
        let open = open.then(|| Self::other(values.iter().map(|value| value.rust.as_str())));
        let of = of.as_ref().map(|of| Scalar::named(&of.value));
        Some(Enum {
            of: of.map_or(Some(None), |of| of.map(Some))?,
            values,
            open,
        })
    }

    fn value(&mut self, decl: &ValueDecl, names: &mut Namespace<Claimant>) -> Option<EnumValue> {
        let ValueDecl { key, wire: _, doc } = decl;
        let rust = names::camel(&key.value);
        let remedy = "write the enum as a map, as in `enum: { name: { wire: \"…\" } }`";
        let rust = self.named(key, rust, remedy)?;
        self.claim(names, &rust, Claimant::enum_value(key));
        let (wire, doc) = (decl.wire().value.clone(), doc.clone());
        Some(EnumValue { wire, rust, doc })
    }
}

impl Resolver<'_> {
    /// Adds the boxes to the types of the fields of `record`.
    pub(super) fn box_fields(&self, record: TypeId, fields: &mut [Field]) {
        for field in fields {
            field.ty = self.boxed(record, field.ty.clone());
        }
    }

    /// Returns the type with a box around each type that contains `owner` and is contained in
    /// `owner`.
    pub(super) fn boxed(&self, owner: TypeId, ty: Type) -> Type {
        let inner = |ty: Box<Type>| Box::new(self.boxed(owner, *ty));
        match ty {
            Type::Optional(ty) => Type::Optional(inner(ty)),
            Type::Nullable(ty) => Type::Nullable(inner(ty)),
            Type::Tuple(items) => {
                let items = items.into_iter().map(|item| self.boxed(owner, item));
                Type::Tuple(items.collect())
            }
            Type::Named(id) if self.recursion.needs_box(owner, id) => Type::Boxed(id),
            ty => ty,
        }
    }
}
