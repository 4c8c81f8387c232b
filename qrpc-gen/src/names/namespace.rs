//! Sets of identifiers in which each identifier has only one owner.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The names in one module, struct or enum of the generated code, each with its owner.
#[derive(Debug)]
pub(crate) struct Namespace<T> {
    owners: HashMap<String, T>,
}

impl<T> Namespace<T> {
    pub(crate) fn new() -> Self {
        Self {
            owners: HashMap::new(),
        }
    }

    /// Claims a name for an owner.
    ///
    /// # Errors
    ///
    /// If the name already has an owner, returns that first owner, and the `owner` that was passed.
    pub(crate) fn claim(&mut self, name: &str, owner: T) -> Result<(), (&T, T)> {
        match self.owners.entry(name.to_owned()) {
            Entry::Vacant(free) => {
                free.insert(owner);
                Ok(())
            }
            Entry::Occupied(taken) => Err((taken.into_mut(), owner)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_owner_keeps_a_name() {
        let mut names = Namespace::new();
        assert_eq!(names.claim("a", 1), Ok(()));
        assert_eq!(names.claim("a", 2), Err((&1, 2)));
        assert_eq!(names.claim("a", 3), Err((&1, 3)));
        assert_eq!(names.claim("b", 4), Ok(()));
    }
}
