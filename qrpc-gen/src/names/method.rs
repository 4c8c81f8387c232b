//! The names of methods.

use super::namespace::Namespace;
use super::{Resolver, WIRE_REMEDY, all, identifier, reserved};
use crate::diagnostic::catalogue::Claimant;
use crate::model::{Method, Params, Scalar, Timeout, Type};
use crate::spec::{ArgsDecl, MethodDecl};

impl Resolver<'_> {
    pub(super) fn methods(&mut self) -> Option<Vec<Method>> {
        let mut names = Namespace::default();
        all(self
            .scope
            .spec
            .methods
            .iter()
            .map(|decl| self.method(decl, &mut names)))
    }

    fn method(&mut self, decl: &MethodDecl, names: &mut Namespace) -> Option<Method> {
        let key = &decl.key;
        let rust = identifier::snake(&key.value, &reserved::METHODS);
        let rust = self.named(key, rust, WIRE_REMEDY);
        // If two methods have the same function name, they also have the same type name.
        let type_name = identifier::camel(&key.value);
        if let Some(type_name) = &type_name {
            names.claim(type_name, Claimant::named(key), self.diagnostics);
        }
        let fields = match &decl.args {
            ArgsDecl::Fields(fields) => Some(fields.as_slice()),
            // The names of its fields are checked at the record. After an error, the copies for
            // each method may exceed the budget, so nothing is copied.
            ArgsDecl::Record(_) if self.diagnostics.has_errors() => None,
            ArgsDecl::Record(name) => self.scope.record(&name.value),
        };
        let args = fields.and_then(|fields| self.fields(fields));
        let reply = match &decl.returns {
            Some(returns) => Some(self.scope.resolve(&returns.ty)?),
            None => decl.has_reply().then_some(Type::Scalar(Scalar::Any)),
        };
        Some(Method {
            wire: decl.wire().value.clone(),
            rust: rust?,
            type_name: type_name?,
            doc: decl.doc.clone(),
            direction: decl.direction?,
            args: args?,
            args_record: None,
            params: Params::ByName,
            reply,
            raises: Vec::new(),
            error: None,
            positional: decl.positional,
            timeout: decl.timeout.map(|timeout| Timeout::After(timeout.value)),
            deprecated: None,
            since: None,
        })
    }
}
