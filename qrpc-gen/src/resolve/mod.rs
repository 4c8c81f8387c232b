//! Turns the checked spec into the model: resolves types and defaults, and decides all Rust names.
//!
//! Every declaration is destructured here, so that a new key does not compile until it is passed on
//! to the model.

mod errors;
mod methods;
mod sides;
mod types;
mod unions;

use std::collections::HashMap;

use crate::check::{ID, Patterns, Recursion, Scope, raises_too_many};
use crate::diagnostic::catalogue::Claimant;
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::model::{Api, Cancel, ErrorId, Origin, SendDefaults, Timeout};
use crate::names::Namespace;
use crate::source::Text;
use crate::spec::{CancelDecl, Spec};

/// Settings of the spec for all methods. The `raises` of the spec are added to the `raises` of each
/// method. The `timeout` of the spec applies to the methods that have no timeout of their own.
struct Shared<'s> {
    raises: &'s [Text],
    timeout: Option<Timeout>,
}

/// The help for a name that cannot be converted to Rust, where the construct has the key `wire`.
const WIRE_REMEDY: &str = "use ASCII letters for the key, and write this name as its `wire`";

/// The help for the name of a method that looks like a pattern.
const WILDCARD_REMEDY: &str =
    "declare each method by its own name: `*` does not stand for other names";

/// The help for a name that cannot be converted to Rust, where the construct does not have the key
/// `wire`.
const PLAIN_REMEDY: &str = "use ASCII letters in the name";

/// Turns a spec into an API: resolves types and defaults, decides all Rust names, and reports
/// collisions and invalid names. `patterns` are the patterns that the check phase compiled. Returns
/// `None` if this phase or an earlier one reported an error.
pub(crate) fn resolve(
    spec: &Spec,
    patterns: Patterns,
    diagnostics: &mut Diagnostics,
) -> Option<Api> {
    let scope = Scope::new(spec, patterns);
    let recursion = Recursion::new(&scope);
    let names = spec.errors.iter().map(|decl| decl.name.value.as_str());
    Resolver {
        errors: names.zip((0..).map(ErrorId)).collect(),
        scope,
        recursion,
        diagnostics,
    }
    .api()
}

/// The names of all items in each stub: the stub of the spec, and the stubs of the files that it
/// uses.
#[derive(Default)]
struct Items {
    modules: HashMap<Option<String>, Namespace<Claimant>>,
}

impl Items {
    /// Returns the names in the stub of a module; `None` stands for the stub of the spec itself.
    fn of(&mut self, module: Option<&str>) -> &mut Namespace<Claimant> {
        let names = self.modules.entry(module.map(str::to_owned));
        names.or_insert_with(Namespace::new)
    }
}

struct Resolver<'s> {
    scope: Scope<'s>,
    recursion: Recursion,
    /// The ids of the errors, keyed by the names of the errors in the spec.
    errors: HashMap<&'s str, ErrorId>,
    diagnostics: &'s mut Diagnostics,
}

impl Resolver<'_> {
    fn report(&mut self, mistake: Diagnostic) {
        self.diagnostics.push(mistake);
    }

    fn api(mut self) -> Option<Api> {
        let Spec {
            files: _,
            lacks_files: _,
            allow: _,
            warn: _,
            uses: _,
            api,
            inverted,
            version,
            doc,
            types,
            errors,
            raises,
            timeout,
            send_defaults,
            ignores_unknown_args,
            fault_code,
            cancel,
            methods,
        } = self.scope.spec;
        let mut items = Items::default();
        let own = items.of(None);
        let sides = if self.scope.spec.is_shared() {
            Some(Default::default())
        } else {
            self.sides(api.as_ref(), inverted.as_ref(), own)
        };
        let types = self.types(types, &mut items);
        let errors = self.errors(errors, &mut items);
        // The copies of the errors for all methods together may need too much time and memory.
        let too_many = raises_too_many(self.scope.spec);
        let shared = Shared {
            raises: if too_many { &[] } else { raises },
            timeout: timeout.map(|timeout| timeout.value),
        };
        let methods = self.methods(methods, &shared, items.of(None));
        let (name, inverted) = sides?;
        Some(Api {
            name,
            inverted,
            version: version.clone(),
            doc: doc.clone(),
            types: types?,
            errors: errors?,
            send_defaults: match send_defaults {
                Some(send) if send.value => SendDefaults::Always,
                Some(_) => SendDefaults::Never,
                None => SendDefaults::ExceptArguments,
            },
            ignores_unknown_args: *ignores_unknown_args,
            fault_code: fault_code.map(|code| code.value),
            cancel: match cancel {
                Some(cancel) => Some(self.cancel(cancel)?),
                None => None,
            },
            methods: methods?,
        })
    }

    fn cancel(&self, decl: &CancelDecl) -> Option<Cancel> {
        let CancelDecl {
            key: _,
            method,
            id,
            error,
            answered: _,
        } = decl;
        let error = error
            .as_ref()
            .map(|error| self.errors.get(error.value.as_str()));
        Some(Cancel {
            method: method.as_ref()?.value.clone(),
            id: id.as_ref().map_or(ID, |id| id.value.as_str()).to_owned(),
            error: error.map_or(Some(None), |error| error.map(|id| Some(*id)))?,
        })
    }

    /// Returns where the item with this name is declared.
    fn origin(&self, name: &Text) -> Origin {
        match self.scope.spec.module_at(name.span) {
            Some(module) => Origin::Used(module.to_owned()),
            None => Origin::Spec,
        }
    }

    /// Claims a name for an item, in the stub of the file that contains `declared`.
    fn claim_item(&mut self, items: &mut Items, declared: &Text, rust: &str, claimant: Claimant) {
        let module = self.scope.spec.module_at(declared.span);
        self.claim(items.of(module), rust, claimant);
    }

    /// Claims a name for an item. If the name is taken, reports a collision and returns `false`.
    fn claim(&mut self, names: &mut Namespace<Claimant>, rust: &str, claimant: Claimant) -> bool {
        let Err((first, second)) = names.claim(rust, claimant) else {
            return true;
        };
        // Two items with the same name in the spec are a duplicated key, which has already been
        // reported.
        let is_generated = first.generated.is_some() || second.generated.is_some();
        if is_generated || first.name.value != second.name.value {
            let syntax = self.scope.spec.syntax_at(second.name.span);
            let collision = catalogue::name_collision(rust, first, &second, syntax);
            self.report(collision);
        }
        false
    }

    /// Returns the Rust name of `name`; reports a mistake if `rust` is `None`.
    fn named(&mut self, name: &Text, rust: Option<String>, remedy: &str) -> Option<String> {
        if rust.is_none() {
            self.report(match name.value.as_str() {
                "" => catalogue::empty_name(name.span),
                _ => catalogue::no_rust_name(name, remedy),
            });
        }
        rust
    }
}

/// Returns all items, or `None` if one of them is `None`. Unlike `collect` alone, this function
/// evaluates every item, so that each item can report its mistakes.
fn all<T>(items: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    items.collect::<Vec<_>>().into_iter().collect()
}
