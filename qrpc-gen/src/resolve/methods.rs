//! Resolves methods.

use std::collections::HashSet;

use super::{Resolver, Shared, WILDCARD_REMEDY, WIRE_REMEDY, all};
use crate::diagnostic::catalogue::Claimant;
use crate::model::{Field, Method, Params, Scalar, Type, TypeId};
use crate::names::{self, Namespace};
use crate::source::Text;
use crate::spec::{ArgsDecl, MethodDecl, ReturnsDecl};

impl Resolver<'_> {
    pub(super) fn methods(
        &mut self,
        decls: &[MethodDecl],
        shared: &Shared<'_>,
        items: &mut Namespace<Claimant>,
    ) -> Option<Vec<Method>> {
        let mut names = Namespace::new();
        let mut reported = HashSet::new();
        all(decls.iter().map(|decl| {
            let mut method = self.method(decl, shared, &mut names)?;
            self.variants(&decl.key, &method.raises, &mut reported);
            method.error = self.error_type(&method, &decl.key, items);
            Some(method)
        }))
    }

    fn method(
        &mut self,
        decl: &MethodDecl,
        shared: &Shared<'_>,
        names: &mut Namespace<Claimant>,
    ) -> Option<Method> {
        let MethodDecl {
            key,
            wire: _,
            doc,
            direction,
            has_reply: _,
            returns,
            args,
            params,
            positional,
            raises,
            timeout,
            deprecated,
            since,
        } = decl;
        let rust = names::snake(&key.value, &names::METHODS);
        let rust = self.named(key, rust, remedy(key));
        // If two methods have the same function name, they also have the same type name.
        let type_name = names::camel(&key.value);
        if let Some(type_name) = &type_name {
            self.claim(names, type_name, Claimant::with_wire(key));
        }
        let args = self.boxed_arguments(args);
        let reply = match returns {
            Some(ReturnsDecl { key: _, ty }) => Some(self.scope.resolve(ty)?),
            None => decl.has_reply().then_some(Type::Scalar(Scalar::Any)),
        };
        // A notification has no reply, so errors and a timeout that the spec sets for all methods
        // do not apply to it.
        let raises = raises
            .iter()
            .chain(shared.raises)
            .filter(|_| reply.is_some());
        let timeout = timeout.map(|timeout| timeout.value).or(shared.timeout);
        Some(Method {
            wire: decl.wire().value.clone(),
            rust: rust?,
            type_name: type_name?,
            doc: doc.clone(),
            direction: (*direction)?,
            args: args?,
            any_args: matches!(decl.args, ArgsDecl::Any(_)),
            args_record: self.args_record(&decl.args),
            params: params.map_or(Params::ByName, |params| params.value),
            raises: self.raised(raises),
            error: None,
            positional: positional.is_some_and(|positional| positional.value),
            timeout: timeout.filter(|_| reply.is_some()),
            reply,
            deprecated: deprecated.clone(),
            since: since.clone(),
        })
    }

    /// Returns the id of the record whose fields are the arguments; `None` if the spec names no
    /// record.
    fn args_record(&self, args: &ArgsDecl) -> Option<TypeId> {
        match args {
            ArgsDecl::Fields(_) | ArgsDecl::Any(_) => None,
            ArgsDecl::Record(name) => self.scope.record(&name.value).map(|(id, _)| id),
        }
    }

    /// Returns the arguments of a method. The fields of a record have the same types as in the
    /// struct of the record, which can be converted into the arguments.
    fn boxed_arguments(&mut self, decl: &ArgsDecl) -> Option<Vec<Field>> {
        let mut fields = self.arguments(decl)?;
        if let Some(record) = self.args_record(decl) {
            self.box_fields(record, &mut fields);
        }
        Some(fields)
    }

    /// Returns the name of the error type of a method, and claims it; `None` if the method raises
    /// no errors.
    fn error_type(
        &mut self,
        method: &Method,
        key: &Text,
        items: &mut Namespace<Claimant>,
    ) -> Option<String> {
        if method.raises.is_empty() {
            return None;
        }
        let name = error_name(&method.type_name);
        self.claim(items, &name, Claimant::generated(key, "the error type"));
        Some(name)
    }

    /// Whether a method has an error type of its own.
    pub(super) fn has_errors(&self, decl: &MethodDecl) -> bool {
        let raises = decl.raises.iter().chain(&self.scope.spec.raises);
        decl.has_reply() && !self.raised(raises).is_empty()
    }

    pub(super) fn arguments(&mut self, decl: &ArgsDecl) -> Option<Vec<Field>> {
        let fields = match decl {
            ArgsDecl::Any(_) => Vec::new(),
            ArgsDecl::Fields(fields) => fields.iter().collect(),
            // The names of the fields are checked where the record is defined. If the spec has an
            // error, no fields are copied: the copies for all methods together may exceed the
            // budget.
            ArgsDecl::Record(_) if self.diagnostics.has_errors() => return None,
            ArgsDecl::Record(name) => self.scope.record(&name.value)?.1.to_vec(),
        };
        self.fields(&fields)
    }
}

/// Returns the name of the error type of a method, from the name of the method as a type.
pub(super) fn error_name(type_name: &str) -> String {
    names::with_suffix(type_name, "Error")
}

/// Returns the help for a key of a method that gives no Rust name.
fn remedy(key: &Text) -> &'static str {
    if key.value.contains('*') {
        WILDCARD_REMEDY
    } else {
        WIRE_REMEDY
    }
}
