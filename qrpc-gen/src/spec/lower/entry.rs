//! Maps whose keys are the user's own names: types, methods, arguments, fields, values.

use super::{Keys, Lower, keys};
use crate::diagnostic::catalogue;
use crate::spec::node::{Entry, Kind, Map, Node};

impl Lower<'_> {
    /// The map that a node is; `subject` is how messages call it.
    pub(super) fn map<'n>(&mut self, node: &'n Node, subject: &str) -> Option<&'n Map> {
        if let Kind::Map(map) = &node.kind {
            return Some(map);
        }
        self.diagnostics
            .push(catalogue::wrong_shape(node, subject, "a map"));
        None
    }

    /// Reads every entry of the map under a key.
    pub(super) fn entries<T>(
        &mut self,
        keys: &Keys<'_>,
        key: &str,
        read: impl Fn(&mut Self, &Entry) -> Option<T>,
    ) -> Vec<T> {
        let value = keys.get(key).map(|entry| &entry.value);
        let Some(node) = value.filter(|node| !node.is_nothing()) else {
            return Vec::new();
        };
        match self.map(node, &format!("`{key}`")) {
            Some(map) => self.all(map, read),
            None => Vec::new(),
        }
    }

    /// Reads every entry of a map.
    pub(super) fn all<T>(
        &mut self,
        map: &Map,
        read: impl Fn(&mut Self, &Entry) -> Option<T>,
    ) -> Vec<T> {
        let entries = keys::unique(map, self.diagnostics);
        entries
            .into_iter()
            .filter_map(|entry| read(self, entry))
            .collect()
    }
}
