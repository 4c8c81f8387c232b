//! Finds the sides that send values of each type. The search starts at the methods that both
//! versions have, and visits all types that their arguments, replies and errors contain.

use std::collections::HashMap;

use super::Senders;
use super::matching::{Matched, errors, fields, methods, raised};
use crate::model::{
    Alternative, AlternativeKind, Api, ErrorDef, Field, Method, Type, TypeId, TypeKind,
};

/// The sides that send each type and each error. A type is identified by its ids in the old and the
/// new version, an error by its Rust names in both.
#[derive(Debug, Default)]
pub(super) struct Flows {
    types: HashMap<(TypeId, TypeId), Senders>,
    errors: HashMap<(String, String), Senders>,
}

impl Flows {
    pub(super) fn between(old: &Api, new: &Api) -> Self {
        let mut walk = FlowWalk {
            old,
            new,
            flows: Self::default(),
            open: Vec::new(),
        };
        for (old, new) in methods(old, new).into_iter().filter_map(Matched::both) {
            walk.method(old, new);
        }
        if old.is_shared() && new.is_shared() {
            walk.everything();
        }
        while let Some((old, new, senders)) = walk.open.pop() {
            walk.definitions(old, new, senders);
        }
        walk.flows
    }

    pub(super) fn of_type(&self, old: TypeId, new: TypeId) -> Senders {
        self.types.get(&(old, new)).copied().unwrap_or_default()
    }

    pub(super) fn of_error(&self, old: &ErrorDef, new: &ErrorDef) -> Senders {
        let names = (old.rust.clone(), new.rust.clone());
        self.errors.get(&names).copied().unwrap_or_default()
    }
}

struct FlowWalk<'a> {
    old: &'a Api,
    new: &'a Api,
    flows: Flows,
    /// The pairs of types that are still to be visited. A chain of types can be too long for
    /// recursion.
    open: Vec<(TypeId, TypeId, Senders)>,
}

impl FlowWalk<'_> {
    /// Visits all types and errors. Used for a file without methods, which only other specs use: it
    /// is not known which sides send the types of the file, so both sides count as senders.
    fn everything(&mut self) {
        let new_ids = self.new.types.iter().zip((0..).map(TypeId));
        let new_ids: HashMap<_, _> = new_ids.map(|(def, id)| (&def.rust, id)).collect();
        for (def, old) in self.old.types.iter().zip((0..).map(TypeId)) {
            if let Some(new) = new_ids.get(&def.rust) {
                self.named(old, *new, Senders::EITHER);
            }
        }
        for (old, new) in errors(self.old, self.new)
            .into_iter()
            .filter_map(Matched::both)
        {
            self.error(old, new, Senders::EITHER);
        }
    }

    fn error(&mut self, old: &ErrorDef, new: &ErrorDef, by: Senders) {
        let names = (old.rust.clone(), new.rust.clone());
        let senders = self.flows.errors.entry(names).or_default();
        *senders = senders.or(by);
        self.fields(&old.data, &new.data, by);
    }

    fn method(&mut self, old: &Method, new: &Method) {
        let callers = Senders::callers(old.direction).and(Senders::callers(new.direction));
        self.fields(&old.args, &new.args, callers);
        if let (Some(old), Some(new)) = (&old.reply, &new.reply) {
            self.ty(old, new, callers.others());
        }
        for (old, new) in raised((self.old, old), (self.new, new)) {
            self.error(old, new, callers.others());
        }
    }

    fn fields(&mut self, old: &[Field], new: &[Field], senders: Senders) {
        for (old, new) in fields(old, new).into_iter().filter_map(Matched::both) {
            self.ty(&old.ty, &new.ty, senders);
        }
    }

    fn ty(&mut self, old: &Type, new: &Type, senders: Senders) {
        match (old, new) {
            (
                Type::Optional(old) | Type::Nullable(old),
                Type::Optional(new) | Type::Nullable(new),
            )
            | (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new)) => self.ty(old, new, senders),
            (Type::Tuple(old), Type::Tuple(new)) => {
                for (old, new) in old.iter().zip(new) {
                    self.ty(old, new, senders);
                }
            }
            (Type::Optional(old) | Type::Nullable(old), new) => self.ty(old, new, senders),
            (old, Type::Optional(new) | Type::Nullable(new)) => self.ty(old, new, senders),
            (Type::Named(old) | Type::Boxed(old), Type::Named(new) | Type::Boxed(new)) => {
                self.named(*old, *new, senders);
            }
            (Type::Named(_) | Type::Boxed(_), new) => {
                if let Some(old) = unaliased(self.old, old) {
                    self.ty(old, new, senders);
                }
            }
            (old, Type::Named(_) | Type::Boxed(_)) => {
                if let Some(new) = unaliased(self.new, new) {
                    self.ty(old, new, senders);
                }
            }
            _ => {}
        }
    }

    fn named(&mut self, old: TypeId, new: TypeId, senders: Senders) {
        let known = self.flows.types.entry((old, new)).or_default();
        let all = known.or(senders);
        // This pair was already visited with the same senders.
        if *known == all {
            return;
        }
        *known = all;
        self.open.push((old, new, senders));
    }

    /// Visits the types that the definitions of an old and a new type both contain.
    fn definitions(&mut self, old: TypeId, new: TypeId, senders: Senders) {
        match (&self.old.type_def(old).kind, &self.new.type_def(new).kind) {
            (TypeKind::Record(old), TypeKind::Record(new)) => {
                self.fields(&old.fields, &new.fields, senders);
            }
            (TypeKind::Alias(old), TypeKind::Alias(new)) => self.ty(&old.ty, &new.ty, senders),
            (TypeKind::Alias(old), _) => self.ty(&old.ty, &Type::Named(new), senders),
            (_, TypeKind::Alias(new)) => self.ty(&Type::Named(old), &new.ty, senders),
            (TypeKind::Union(old), TypeKind::Union(new)) => {
                self.alternatives(&old.alternatives, &new.alternatives, senders);
            }
            (TypeKind::Tagged(old), TypeKind::Tagged(new)) => {
                for old in &old.variants {
                    let new = new.variants.iter().find(|new| new.wire == old.wire);
                    let records = old
                        .record
                        .as_ref()
                        .zip(new.and_then(|new| new.record.as_ref()));
                    if let Some((old, new)) = records {
                        self.ty(old, new, senders);
                    }
                }
            }
            _ => {}
        }
    }

    fn alternatives(&mut self, old: &[Alternative], new: &[Alternative], senders: Senders) {
        for old in old {
            let new = new.iter().find(|new| new.rust == old.rust);
            let kinds = (&old.kind, new.map(|new| &new.kind));
            if let (AlternativeKind::Type(old), Some(AlternativeKind::Type(new))) = kinds {
                self.ty(old, new, senders);
            }
        }
    }
}

/// Returns the type that an alias, or a chain of aliases, stands for; `None` for a type of another
/// kind.
fn unaliased<'a>(api: &'a Api, mut ty: &'a Type) -> Option<&'a Type> {
    // The loop ends even if aliases form a cycle: a chain is at most as long as the list of types.
    for _ in &api.types {
        match &api.type_def(ty.named()?).kind {
            TypeKind::Alias(alias) if alias.ty.named().is_none() => return Some(&alias.ty),
            TypeKind::Alias(alias) => ty = &alias.ty,
            _ => return None,
        }
    }
    None
}
