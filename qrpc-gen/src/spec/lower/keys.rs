//! Maps with fixed keys: which there are, which come later, and what of it was written.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::diagnostic::{Diagnostics, catalogue};
use crate::spec::node::Entry;

/// The keys that one construct of the language has.
pub(super) struct Shape {
    /// How messages call the construct.
    pub(super) owner: &'static str,
    pub(super) keys: &'static [&'static str],
    /// Keys that the language has and this version does not.
    pub(super) later: &'static [&'static str],
}

/// The known keys of one map.
pub(super) struct Keys<'n> {
    entries: HashMap<&'n str, &'n Entry>,
    has_later: bool,
}

impl<'n> Keys<'n> {
    /// Reports what does not belong in there.
    pub(super) fn read(map: &'n [Entry], shape: &Shape, diagnostics: &mut Diagnostics) -> Self {
        let mut keys = Self {
            entries: HashMap::new(),
            has_later: false,
        };
        for entry in unique(map, diagnostics) {
            let key = entry.key.value.as_str();
            if shape.keys.contains(&key) {
                keys.entries.insert(key, entry);
            } else if shape.later.contains(&key) {
                keys.has_later = true;
                let construct = format!("`{key}`");
                diagnostics.push(catalogue::not_supported(entry.key.span, &construct));
            } else {
                let unknown = || catalogue::unknown_key(&entry.key, shape.owner, shape.keys);
                diagnostics.push_with(unknown);
            }
        }
        keys
    }

    pub(super) fn get(&self, key: &str) -> Option<&'n Entry> {
        self.entries.get(key).copied()
    }

    /// Whether there are keys of later versions, which could have said what seems to be missing.
    pub(super) fn has_later(&self) -> bool {
        self.has_later
    }
}

/// The entries of a map in the order of the file; reports those that repeat a key.
pub(super) fn unique<'n>(map: &'n [Entry], diagnostics: &mut Diagnostics) -> Vec<&'n Entry> {
    let mut seen = HashMap::new();
    let mut entries = Vec::with_capacity(map.len());
    for entry in map {
        match seen.entry(entry.key.value.as_str()) {
            Slot::Occupied(first) => {
                diagnostics.push(catalogue::duplicate_key(&entry.key, *first.get()));
            }
            Slot::Vacant(slot) => {
                slot.insert(entry.key.span);
                entries.push(entry);
            }
        }
    }
    entries
}
