//! Maps with fixed keys: which keys exist, and which were written.

use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeSet, HashMap};

use super::Lower;
use super::foreign::{Foreign, KeyReplacement};
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::tree::{Entry, Node, NodeKind};

/// The keys of one construct of the language.
pub(super) struct KnownKeys {
    /// The name of the construct in messages.
    pub(super) owner: &'static str,
    pub(super) keys: &'static [&'static str],
    /// The key, such as `args`, under which the author writes names of their own choice.
    pub(super) members: Option<&'static str>,
    /// The words of other languages for the keys of the construct.
    pub(super) foreign: Foreign,
}

/// The entries of one map by their keys. A misnamed key counts as the key that was meant.
#[derive(Default)]
pub(super) struct Keys<'n> {
    entries: HashMap<&'n str, &'n Entry>,
    has_unread: bool,
}

impl<'n> Keys<'n> {
    pub(super) fn get(&self, key: &str) -> Option<&'n Entry> {
        self.entries.get(key).copied()
    }

    /// Whether there are unread keys, which may have been meant as a key that seems to be missing.
    pub(super) fn has_unread(&self) -> bool {
        self.has_unread
    }
}

impl Lower<'_> {
    /// Reports keys that do not belong in a map, and reads a misnamed key as the one that was
    /// meant.
    pub(super) fn keys<'n>(&mut self, map: &'n [Entry], shape: &KnownKeys) -> Keys<'n> {
        self.keys_without(map, &[], shape)
    }

    /// Like [`keys`](Self::keys), but skips the entries in `members`, which the caller reports.
    pub(super) fn keys_without<'n>(
        &mut self,
        map: &'n [Entry],
        members: &[&Entry],
        shape: &KnownKeys,
    ) -> Keys<'n> {
        let mut keys = Keys::default();
        let mut unknown = Vec::new();
        let members: BTreeSet<_> = members.iter().map(|member| member.key.span).collect();
        for entry in unique(map, self.diagnostics) {
            if members.contains(&entry.key.span) {
                continue;
            }
            let key = entry.key.value.as_str();
            if shape.keys.contains(&key) && !is_args(entry) {
                keys.entries.insert(key, entry);
            } else {
                unknown.push(entry);
            }
        }
        for entry in unknown {
            self.unknown(entry, map, shape, &mut keys);
        }
        keys
    }

    fn unknown<'n>(
        &mut self,
        entry: &'n Entry,
        map: &[Entry],
        shape: &KnownKeys,
        keys: &mut Keys<'n>,
    ) {
        // The list of diagnostics is full and will not keep this error, so no time is spent on
        // comparing words.
        if self.diagnostics.errors() >= Diagnostics::LIMIT {
            keys.has_unread = true;
            let unknown = || shape.unknown_key(entry);
            self.diagnostics.push_with(unknown);
            return;
        }
        let meant = shape.meant(&entry.key.value);
        match meant {
            // A value of `params` that cannot be read as `args` is not kept: the message about
            // `params` shows the arguments as a map.
            Some(KeyReplacement::Key("args")) if is_params(entry) && !may_be_args(&entry.value) => {
            }
            Some(KeyReplacement::Key(key)) => _ = keys.entries.entry(key).or_insert(entry),
            _ => keys.has_unread = true,
        }
        let mistake = self.misnamed(entry, map, shape, meant);
        self.report(mistake);
    }

    fn misnamed(
        &self,
        entry: &Entry,
        map: &[Entry],
        shape: &KnownKeys,
        meant: Option<KeyReplacement>,
    ) -> Diagnostic {
        let (key, owner) = (&entry.key, shape.owner);
        match meant {
            Some(KeyReplacement::Key("args")) if is_params(entry) => {
                catalogue::params_for_args(key, &entry.value, self.syntax)
            }
            Some(KeyReplacement::Key(ours)) => catalogue::misnamed_key(key, owner, ours),
            Some(KeyReplacement::Kind) => {
                catalogue::key_for_kind(key, owner, &entry.value, map, self.syntax)
            }
            Some(KeyReplacement::Elsewhere(help)) => {
                catalogue::not_a_key(key, owner, help.to_owned())
            }
            Some(KeyReplacement::Optional) => self.optional(entry, map, owner, "true"),
            Some(KeyReplacement::Required) => self.optional(entry, map, owner, "false"),
            None => shape.unknown_key(entry),
        }
    }

    /// The diagnostic for a key that makes a value optional or required; `optional` is the value of
    /// the key with which it makes the value optional.
    fn optional(&self, entry: &Entry, map: &[Entry], owner: &str, optional: &str) -> Diagnostic {
        let of = |key: &str| map.iter().find(|entry| entry.key.value == key);
        let text = |node: &Node| match &node.kind {
            NodeKind::Scalar(scalar) => scalar.text.clone(),
            NodeKind::List(_) | NodeKind::Map(_) => String::new(),
        };
        let ty = of("type").map_or_else(|| "T".to_owned(), |entry| text(&entry.value));
        let help = if text(&entry.value) != optional {
            "remove this key; a value is required unless its type ends with `?` or it has a default"
        } else if ty.ends_with('?') {
            "remove this key; the `?` already makes the type optional"
        } else if of("default").is_some() {
            "remove this key; the default already makes the value optional"
        } else {
            return catalogue::optional_key(&entry.key, owner, &ty, self.syntax);
        };
        catalogue::not_a_key(&entry.key, owner, help.to_owned())
    }
}

impl KnownKeys {
    fn unknown_key(&self, entry: &Entry) -> Diagnostic {
        catalogue::unknown_key(&entry.key, self.owner, self.keys, self.members)
    }
}

/// Whether the entry is named `params` but declares arguments.
fn is_args(entry: &Entry) -> bool {
    is_params(entry) && holds_arguments(&entry.value)
}

fn is_params(entry: &Entry) -> bool {
    entry.key.value == "params"
}

/// Whether a value declares arguments, and not the way they are sent, such as `by-position`.
fn holds_arguments(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(scalar) => !scalar.text.starts_with("by") && !node.is_nothing(),
        NodeKind::List(_) | NodeKind::Map(_) => true,
    }
}

/// Whether a value can be read as `args`: a map, or the name of a record.
fn may_be_args(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(scalar) => catalogue::is_record_name(&scalar.text),
        NodeKind::List(_) => false,
        NodeKind::Map(_) => true,
    }
}

/// The entries of a map in the order of the file; reports duplicated keys.
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
