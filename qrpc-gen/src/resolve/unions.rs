//! Resolves unions, tagged and untagged, and gives a Rust name to the unions that have no name.

use std::collections::{HashMap, HashSet};

use super::methods::error_name;
use super::{Items, PLAIN_REMEDY, Resolver, WIRE_REMEDY, all};
use crate::check::{Choice, Definition};
use crate::diagnostic::catalogue::Claimant;
use crate::model::{
    Alternative, AlternativeKind, Origin, Scalar, Tagged, Type, TypeDef, TypeId, TypeKind, Union,
    Variant,
};
use crate::names::{self, Namespace};
use crate::source::Text;
use crate::spec::{TypeBody, UnionDecl, VariantDecl};
use crate::tree::{Expression, ExpressionKind};

impl Resolver<'_> {
    /// Returns the definitions of the unions that have no name.
    pub(super) fn inline_unions(&mut self, items: &mut Items) -> Option<Vec<TypeDef>> {
        let places = self.places();
        all(self.scope.inline_unions().map(|id| {
            let (rust, key) = places.get(&id)?;
            self.claim_item(items, key, rust, Claimant::generated(key, "the union"));
            Some(TypeDef {
                name: self.scope.describe(&Type::Named(id)),
                rust: rust.clone(),
                origin: match self.origin(key) {
                    Origin::Spec => Origin::Inline,
                    used => used,
                },
                doc: None,
                deprecated: None,
                since: None,
                kind: TypeKind::Union(self.untagged(id)?),
            })
        }))
    }

    /// Returns the Rust name of each union without a name, which is derived from the place where
    /// the union is used. The `Text` is the key of the field, argument or variant that uses the
    /// union, or a word such as `reply` if there is no key; messages point to its span.
    fn places(&self) -> HashMap<TypeId, (String, Text)> {
        let mut places = Places {
            resolver: self,
            found: HashMap::new(),
            words: HashMap::new(),
        };
        let spec = self.scope.spec;
        for method in spec.methods.iter().filter(|method| self.has_errors(method)) {
            places.reserve(&method.key, error_name);
        }
        for decl in &spec.types {
            let name = &decl.name;
            match &decl.body {
                Some(TypeBody::Record(record)) => {
                    for field in &record.fields {
                        places.add(name, &field.key, &field.ty);
                    }
                }
                Some(TypeBody::Union(union)) => {
                    for variant in &union.variants {
                        let item = || Text::new("item".to_owned(), variant.ty.span);
                        let key = variant.key.clone().unwrap_or_else(item);
                        places.add(name, &key, &variant.ty);
                    }
                }
                Some(TypeBody::Alias(ty) | TypeBody::Newtype(ty)) => {
                    places.add(name, &Text::new("value".to_owned(), name.span), ty);
                }
                Some(TypeBody::Enum(_) | TypeBody::Foreign(_)) | None => {}
            }
        }
        let data = spec.errors.iter().map(|error| (&error.name, &error.data));
        let args = spec
            .methods
            .iter()
            .map(|method| (&method.key, &method.args));
        for (name, args) in data.chain(args) {
            for field in args.fields().unwrap_or_default() {
                places.add(name, &field.key, &field.ty);
            }
        }
        for method in &spec.methods {
            if let Some(returns) = &method.returns {
                let key = Text::new("reply".to_owned(), method.key.span);
                places.add(&method.key, &key, &returns.ty);
            }
        }
        places.found
    }

    /// Resolves an untagged union, with or without a name. `None` if the type is not an untagged
    /// union, or if a name in it is invalid.
    pub(super) fn untagged(&mut self, id: TypeId) -> Option<Union> {
        let Some(Definition::Union(choices)) = self.scope.definition(id) else {
            return None;
        };
        let mut names = Namespace::new();
        let mut derived = Words::default();
        let alternatives = choices.into_iter().map(|choice| {
            let rust = match choice.variant.and_then(|variant| variant.key.as_ref()) {
                Some(key) => {
                    let rust = self.named(key, names::camel(&key.value), PLAIN_REMEDY)?;
                    self.claim(&mut names, &rust, Claimant::named(key));
                    rust
                }
                None => derived.unique(self.word(choice)),
            };
            let kind = match &choice.ty.kind {
                ExpressionKind::Literal(text) => AlternativeKind::Text(text.clone()),
                _ => AlternativeKind::Type(self.boxed(id, self.scope.resolve(choice.ty)?)),
            };
            let doc = choice.variant.and_then(|variant| variant.doc.clone());
            Some(Alternative { rust, doc, kind })
        });
        let alternatives = alternatives
            .collect::<Vec<_>>()
            .into_iter()
            .collect::<Option<_>>()?;
        Some(Union { alternatives })
    }

    pub(super) fn tagged(&mut self, tag: &Text, decl: &UnionDecl, id: TypeId) -> Option<Tagged> {
        let UnionDecl {
            tag: _,
            variants,
            untagged,
            open,
        } = decl;
        let place = untagged.as_ref().map(|untagged| {
            let is_untagged = |variant: &VariantDecl| {
                variant.key.as_ref().map(|key| &key.value) == Some(&untagged.value)
            };
            variants.iter().position(is_untagged)
        });
        let mut names = Namespace::new();
        let variants = all(variants
            .iter()
            .map(|decl| self.variant(decl, id, &mut names)))?;
        let is_open = open.is_some_and(|open| open.value);
        let names = variants.iter().map(|variant| variant.rust.as_str());
        Some(Tagged {
            tag: tag.value.clone(),
            open: is_open.then(|| Self::other(names)),
            variants,
            untagged: place.map_or(Some(None), |place| place.map(Some))?,
        })
    }

    fn variant(
        &mut self,
        decl: &VariantDecl,
        owner: TypeId,
        names: &mut Namespace<Claimant>,
    ) -> Option<Variant> {
        let VariantDecl {
            key,
            wire: _,
            doc,
            ty,
        } = decl;
        let key = key.as_ref()?;
        let rust = self.named(key, names::camel(&key.value), WIRE_REMEDY)?;
        self.claim(names, &rust, Claimant::with_wire(key));
        let record = match self.scope.resolve(ty)? {
            Type::Scalar(Scalar::Null) => None,
            ty => Some(self.boxed(owner, ty)),
        };
        Some(Variant {
            wire: decl.wire()?.value.clone(),
            rust,
            doc: doc.clone(),
            record,
        })
    }

    /// Returns the Rust name of an alternative for which the spec has no name: the name is derived
    /// from the type of the alternative, or from its string.
    fn word(&self, choice: Choice<'_>) -> String {
        let word = match &choice.ty.kind {
            ExpressionKind::Literal(text) => names::camel(text),
            _ => self
                .scope
                .resolve(choice.ty)
                .and_then(|ty| self.type_word(&ty)),
        };
        word.unwrap_or_else(|| "Text".to_owned())
    }

    fn type_word(&self, ty: &Type) -> Option<String> {
        match ty {
            Type::Scalar(Scalar::Base64) => self.type_word(&Type::Scalar(Scalar::Bytes)),
            Type::Scalar(scalar) => names::camel(scalar.name()),
            Type::Optional(inner) | Type::Nullable(inner) => self.type_word(inner),
            Type::List(_) => Some("List".to_owned()),
            Type::Map(_) => Some("Map".to_owned()),
            Type::Tuple(_) => Some("Tuple".to_owned()),
            Type::Named(id) | Type::Boxed(id) => match self.scope.decl(*id) {
                Some(decl) => names::camel(&decl.name.value),
                None => Some("Union".to_owned()),
            },
        }
    }
}

/// Collects the unions that have no name.
struct Places<'r, 's> {
    resolver: &'r Resolver<'s>,
    found: HashMap<TypeId, (String, Text)>,
    /// The names that unions already have in the stub of each file.
    words: HashMap<Option<&'r str>, Words>,
}

impl Places<'_, '_> {
    /// Leaves a name to the item that is generated for `owner`.
    fn reserve(&mut self, owner: &Text, named: fn(&str) -> String) {
        if let Some(name) = names::camel(&owner.value) {
            let module = self.resolver.scope.spec.module_at(owner.span);
            self.words.entry(module).or_default().unique(named(&name));
        }
    }

    /// Gives each unnamed union in a type a name, which is made of the name of the type's owner and
    /// of the key.
    fn add(&mut self, owner: &Text, key: &Text, ty: &Expression) {
        for id in self.resolver.scope.unions_in(ty) {
            let name = names::camel(&format!("{} {}", owner.value, key.value));
            if let Some(name) = name {
                let module = self.resolver.scope.spec.module_at(owner.span);
                let name = self.words.entry(module).or_default().unique(name);
                self.found.insert(id, (name, key.clone()));
            }
        }
    }
}

/// Makes words unique by adding numbers.
#[derive(Default)]
struct Words {
    taken: HashSet<String>,
    /// For each word, the number to try next.
    next: HashMap<String, usize>,
}

impl Words {
    /// Returns the word if it is unused, or else the word with a number.
    fn unique(&mut self, word: String) -> String {
        if self.taken.insert(word.clone()) {
            return word;
        }
        let next = self.next.entry(word.clone()).or_insert(2);
        loop {
            let numbered = format!("{word}{next}");
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}
