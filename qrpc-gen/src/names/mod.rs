//! All Rust names are decided here, and nowhere else; with them the spec becomes the model.

mod identifier;
mod method;
mod namespace;
mod reserved;
mod types;

use std::collections::HashSet;

use crate::check::{Scope, boxed_fields};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::model::{Api, TypeId};
use crate::source::Text;
use crate::spec::Spec;
use namespace::Namespace;

/// What to do about a name that nothing can be derived from, where there is a `wire` for it.
const WIRE_REMEDY: &str = "use a key in ASCII letters, and write this name as its `wire`";

/// What to do about it where there is none.
const PLAIN_REMEDY: &str = "use ASCII letters";

/// Names everything. Reports names that collide or cannot be; there is an API only where nothing
/// was reported, here or before.
pub(crate) fn resolve(spec: &Spec, diagnostics: &mut Diagnostics) -> Option<Api> {
    let scope = Scope::new(spec);
    let boxed = boxed_fields(&scope);
    Resolver {
        scope,
        boxed,
        diagnostics,
    }
    .api()
}

struct Resolver<'s> {
    scope: Scope<'s>,
    /// Fields that need a box: the record's place, and the field's.
    boxed: HashSet<(TypeId, usize)>,
    diagnostics: &'s mut Diagnostics,
}

impl Resolver<'_> {
    fn api(mut self) -> Option<Api> {
        let spec = self.scope.spec;
        let mut items = Namespace::default();
        let sides = self.sides(&mut items);
        let types = self.types(&mut items);
        let methods = self.methods();
        let (name, inverted) = sides?;
        Some(Api {
            name,
            inverted,
            version: spec.version.clone(),
            doc: spec.doc.clone(),
            types: types?,
            methods: methods?,
        })
    }

    /// The names of both sides; what is generated with them takes its names, too.
    fn sides(&mut self, items: &mut Namespace) -> Option<(String, String)> {
        let api = self.scope.spec.api.as_ref()?;
        let name = self.named(api, identifier::camel(&api.value), PLAIN_REMEDY);
        if let Some(name) = &name {
            self.side(name, api, None, items);
        }
        let Some(inverted) = &self.scope.spec.inverted else {
            let inverted = format!("{}Inverted", name.as_ref()?);
            self.side(&inverted, api, Some("the inverted API"), items);
            return Some((name?, inverted));
        };
        let inverse = self.named(inverted, identifier::camel(&inverted.value), PLAIN_REMEDY)?;
        self.side(&inverse, inverted, None, items);
        Some((name?, inverse))
    }

    /// Takes the names of one side; `derived` is what it is if the spec does not name it.
    fn side(
        &mut self,
        rust: &str,
        name: &Text,
        derived: Option<&'static str>,
        items: &mut Namespace,
    ) {
        match derived {
            Some(what) => items.claim_generated(rust, name, what, self.diagnostics),
            None => items.claim(rust, name, self.diagnostics),
        }
        for (suffix, what) in reserved::BESIDE {
            items.claim_generated(&format!("{rust}{suffix}"), name, what, self.diagnostics);
        }
    }

    /// The name in Rust, or a report that there is none.
    fn named(&mut self, name: &Text, rust: Option<String>, remedy: &str) -> Option<String> {
        // An empty name has been reported as such.
        if rust.is_none() && !name.value.is_empty() {
            self.diagnostics.push(catalogue::no_rust_name(name, remedy));
        }
        rust
    }
}

/// All of them, if there are all: unlike `collect` alone, this looks at every one.
fn all<T>(items: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    items.collect::<Vec<_>>().into_iter().collect()
}
