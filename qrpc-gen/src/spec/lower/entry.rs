//! Reads maps whose keys are names that the author chose: types, methods, arguments, fields, enum
//! values.

use super::{Keys, Lower, keys};
use crate::diagnostic::catalogue::{self, MapPlace};
use crate::tree::{Entry, Node, NodeKind};

impl Lower<'_> {
    /// Returns the entries of a map. Reports a mistake and returns `None` if the node is not a map.
    pub(super) fn map<'n>(&mut self, node: &'n Node, place: MapPlace<'_>) -> Option<&'n [Entry]> {
        if let NodeKind::Map(map) = &node.kind {
            return Some(map);
        }
        self.report(catalogue::map_expected(node, place, self.source));
        None
    }

    /// Reads every entry of the map under a key. Returns an empty list if the key is missing, and
    /// `None` if its value is not a map.
    pub(super) fn entries<T>(
        &mut self,
        keys: &Keys<'_>,
        key: &str,
        place: MapPlace<'_>,
        read: impl Fn(&mut Self, &Entry) -> T,
    ) -> Option<Vec<T>> {
        let value = keys.get(key).map(|entry| &entry.value);
        let Some(node) = value.filter(|node| !node.is_nothing()) else {
            return Some(Vec::new());
        };
        let map = self.map(node, place)?;
        Some(self.all(map, read))
    }

    /// Reads every entry of a map. If a key is duplicated, reports that, and reads only its first
    /// entry.
    pub(super) fn all<T>(
        &mut self,
        map: &[Entry],
        read: impl Fn(&mut Self, &Entry) -> T,
    ) -> Vec<T> {
        let entries = keys::unique(map, self.diagnostics);
        entries.into_iter().map(|entry| read(self, entry)).collect()
    }
}
