//! Resolves methods.

use super::{Resolver, WIRE_REMEDY, all};
use crate::diagnostic::catalogue::Claimant;
use crate::model::{Field, Method, Params, Scalar, Type};
use crate::names::{self, Namespace};
use crate::spec::{ArgsDecl, MethodDecl, ReturnsDecl};

impl Resolver<'_> {
    pub(super) fn methods(&mut self, decls: &[MethodDecl]) -> Option<Vec<Method>> {
        let mut names = Namespace::new();
        all(decls.iter().map(|decl| self.method(decl, &mut names)))
    }

    fn method(&mut self, decl: &MethodDecl, names: &mut Namespace<Claimant>) -> Option<Method> {
        let MethodDecl {
            key,
            wire: _,
            doc,
            direction,
            has_reply: _,
            returns,
            args,
            positional,
            timeout,
        } = decl;
        let rust = names::snake(&key.value, &names::METHODS);
        let rust = self.named(key, rust, WIRE_REMEDY);
        // If two methods have the same function name, they also have the same type name.
        let type_name = names::camel(&key.value);
        if let Some(type_name) = &type_name {
            self.claim(names, type_name, Claimant::named(key));
        }
        let args = self.arguments(args);
        let reply = match returns {
            Some(ReturnsDecl { key: _, ty }) => Some(self.scope.resolve(ty)?),
            None => decl.has_reply().then_some(Type::Scalar(Scalar::Any)),
        };
        Some(Method {
            wire: decl.wire().value.clone(),
            rust: rust?,
            type_name: type_name?,
            doc: doc.clone(),
            direction: (*direction)?,
            args: args?,
            args_record: None,
            params: Params::ByName,
            reply,
            raises: Vec::new(),
            error: None,
            positional: *positional,
            timeout: timeout.map(|timeout| timeout.value),
            deprecated: None,
            since: None,
        })
    }

    fn arguments(&mut self, decl: &ArgsDecl) -> Option<Vec<Field>> {
        let fields = match decl {
            ArgsDecl::Fields(fields) => fields.as_slice(),
            // The names of its fields are checked at the record. After an error, the copies for
            // each method may exceed the budget, so nothing is copied.
            ArgsDecl::Record(_) if self.diagnostics.has_errors() => return None,
            ArgsDecl::Record(name) => self.scope.record(&name.value)?,
        };
        self.fields(fields)
    }
}
