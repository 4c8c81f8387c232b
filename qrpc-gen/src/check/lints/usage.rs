//! The lint `unused-type`.

use std::collections::{HashMap, HashSet};

use crate::check::Scope;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::spec::{ArgsDecl, Spec, TypeBody, TypeDecl};
use crate::tree::{Expression, ExpressionKind};

/// Checks that every type and error is used by a method, directly or through other types. A file
/// without methods is not checked, since its types and errors are for other files.
pub(super) fn types_are_used(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let spec = scope.spec;
    if spec.is_shared() {
        return;
    }
    let raises = spec.methods.iter().flat_map(|method| &method.raises);
    let of_cancelled = spec
        .cancel
        .iter()
        .filter_map(|cancel| cancel.error.as_ref());
    let raises = raises.chain(&spec.raises).chain(of_cancelled);
    let raised = raises.map(|name| name.value.as_str());
    let raised: HashSet<_> = raised.collect();
    let errors = spec.errors.iter();
    for error in errors.filter(|error| !raised.contains(error.name.value.as_str())) {
        if spec.is_own(error.name.span) {
            diagnostics.push(catalogue::unused_type("error", &error.name));
        }
    }
    let used = Usage::of(spec, &raised).used;
    for decl in &spec.types {
        if spec.is_own(decl.name.span) && !used.contains(decl.name.value.as_str()) {
            diagnostics.push(catalogue::unused_type("type", &decl.name));
        }
    }
}

/// The names of the types that are used.
struct Usage<'s> {
    used: HashSet<&'s str>,
    /// The used types whose definitions have not been searched for further types yet.
    unread: Vec<&'s str>,
}

impl<'s> Usage<'s> {
    fn of(spec: &'s Spec, raised: &HashSet<&str>) -> Self {
        let mut usage = Self {
            used: HashSet::new(),
            unread: Vec::new(),
        };
        for method in &spec.methods {
            usage.args(&method.args);
            if let Some(returns) = &method.returns {
                usage.ty(&returns.ty);
            }
        }
        let errors = spec.errors.iter();
        for error in errors.filter(|error| raised.contains(error.name.value.as_str())) {
            usage.args(&error.data);
        }
        let types = spec.types.iter();
        let types: HashMap<_, _> = types.map(|decl| (decl.name.value.as_str(), decl)).collect();
        while let Some(name) = usage.unread.pop() {
            if let Some(decl) = types.get(name) {
                usage.body(decl);
            }
        }
        usage
    }

    fn args(&mut self, args: &'s ArgsDecl) {
        match args {
            ArgsDecl::Fields(fields) => fields.iter().for_each(|field| self.ty(&field.ty)),
            ArgsDecl::Record(name) => self.name(&name.value),
            ArgsDecl::Any(_) => {}
        }
    }

    fn body(&mut self, decl: &'s TypeDecl) {
        match &decl.body {
            Some(TypeBody::Record(record)) => {
                record
                    .extends
                    .iter()
                    .for_each(|base| self.name(&base.value));
                record.fields.iter().for_each(|field| self.ty(&field.ty));
            }
            Some(TypeBody::Union(union)) => {
                let variants = union.variants.iter();
                variants.for_each(|variant| self.ty(&variant.ty));
            }
            Some(TypeBody::Alias(ty) | TypeBody::Newtype(ty)) => self.ty(ty),
            Some(TypeBody::Enum(_) | TypeBody::Foreign(_)) | None => {}
        }
    }

    fn ty(&mut self, ty: &'s Expression) {
        match &ty.kind {
            ExpressionKind::Name(name) => self.name(name),
            ExpressionKind::Optional(inner) => self.ty(inner),
            ExpressionKind::Generic(_, inner) => inner.iter().for_each(|each| self.ty(each)),
            ExpressionKind::Union(union) => union.types.iter().for_each(|each| self.ty(each)),
            ExpressionKind::Literal(_) | ExpressionKind::Unread => {}
        }
    }

    fn name(&mut self, name: &'s str) {
        if self.used.insert(name) {
            self.unread.push(name);
        }
    }
}
