//! Finds fields, enum values and arguments that are written one level too high, where the keys of
//! their owner belong.
//!
//! This module collects the misplaced entries, so that one message reports all of them. Without
//! this module, each misplaced entry would be reported as an unknown key.

use super::foreign::KeyReplacement;
use super::keys::KnownKeys;
use crate::diagnostic::catalogue::is_foreign_type;
use crate::model::Scalar;
use crate::tree::{Entry, Node, NodeKind};

/// The entries that are written where the keys of a construct belong.
pub(super) enum Members<'n> {
    Fields(Vec<&'n Entry>),
    Values(Vec<&'n Entry>),
}

/// Types and methods that are written at the top level of a file.
#[derive(Default)]
pub(super) struct Outside<'n> {
    pub(super) types: Vec<&'n Entry>,
    pub(super) methods: Vec<&'n Entry>,
}

impl KnownKeys {
    /// Returns the entries that are not keys, and whose content looks like a type or a method.
    pub(super) fn outside<'n>(&self, map: &'n [Entry]) -> Outside<'n> {
        let mut outside = Outside::default();
        for entry in map.iter().filter(|entry| !self.is_own(entry)) {
            let NodeKind::Map(inner) = &entry.value.kind else {
                continue;
            };
            let has = |key: &&str| inner.iter().any(|entry| entry.key.value == **key);
            if ["direction", "returns", "args"].iter().any(has) {
                outside.methods.push(entry);
            } else if ["fields", "enum", "union", "alias", "newtype"]
                .iter()
                .any(has)
            {
                outside.types.push(entry);
            }
        }
        outside
    }

    /// Returns the fields or enum values that a map has where a construct's keys belong. `None` if
    /// the map has one of the keys in `bodies`, or another key of the construct except `doc`.
    pub(super) fn members<'n>(&self, map: &'n [Entry], bodies: &[&str]) -> Option<Members<'n>> {
        if map.iter().any(|entry| self.is_body(entry, bodies)) {
            return None;
        }
        let others: Vec<_> = map.iter().filter(|entry| !self.is_own(entry)).collect();
        let is_unmeant = |entry: &Entry| self.meant(&entry.key.value).is_none();
        let all = |holds: &dyn Fn(&Entry) -> bool| others.iter().all(|entry| holds(entry));
        let any = |holds: &dyn Fn(&Entry) -> bool| others.iter().any(|entry| holds(entry));
        // `{ type: … }` is an attempt to give a type another name, not a record with the field
        // `type`.
        if all(&|entry| entry.key.value == "type") {
            None
        } else if all(&|entry| is_type(&entry.value)) {
            let is_record = any(&|entry| is_known_type(&entry.value) || is_unmeant(entry));
            is_record.then_some(Members::Fields(others))
        } else {
            let is_enum = all(&|entry| is_unmeant(entry) && is_value(&entry.value));
            is_enum.then_some(Members::Values(others))
        }
    }

    /// Returns the entries whose values are types, and whose names are neither keys of the
    /// construct nor foreign or misspelled words for keys.
    pub(super) fn fields<'n>(&self, map: &'n [Entry]) -> Vec<&'n Entry> {
        let is_field = |entry: &&Entry| {
            let foreign = !self.is_own(entry) && self.meant(&entry.key.value).is_none();
            foreign && is_known_type(&entry.value)
        };
        map.iter().filter(is_field).collect()
    }

    /// Whether an entry has a key of the construct other than `doc`, or a foreign or misspelled
    /// word for one of `bodies` with a fitting value.
    fn is_body(&self, entry: &Entry, bodies: &[&str]) -> bool {
        let key = entry.key.value.as_str();
        if self.keys.contains(&key) {
            return key != "doc";
        }
        let is_text = matches!(entry.value.kind, NodeKind::Scalar(_));
        let needs_text = bodies.contains(&"type");
        match self.meant(key) {
            Some(KeyReplacement::Key(ours)) => bodies.contains(&ours) && is_text == needs_text,
            _ => false,
        }
    }

    /// Whether the entry's key is a key of the construct.
    fn is_own(&self, entry: &Entry) -> bool {
        self.keys.contains(&entry.key.value.as_str())
    }
}

/// Whether a value may be a type, in the short form, in the long form, or as `[T]`.
fn is_type(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(scalar) => is_short_form(&scalar.text),
        NodeKind::Map(map) => map.iter().any(|entry| entry.key.value == "type"),
        NodeKind::List(items) => matches!(items.as_slice(), [item] if is_known_type(item)),
    }
}

/// Whether a value is certainly a type, since it begins with the name of a built-in type.
fn is_known_type(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(scalar) => {
            let name = first_word(&scalar.text);
            let built_in =
                Scalar::named(name).is_some() || ["list", "map", "tuple"].contains(&name);
            is_short_form(&scalar.text) && (built_in || is_foreign_type(name))
        }
        NodeKind::Map(map) => {
            let ty = map.iter().find(|entry| entry.key.value == "type");
            ty.is_some_and(|entry| is_known_type(&entry.value))
        }
        NodeKind::List(items) => matches!(items.as_slice(), [item] if is_known_type(item)),
    }
}

fn is_short_form(text: &str) -> bool {
    let rest = text.get(first_word(text).len()..).unwrap_or_default();
    let starts_well = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest = rest.trim_start();
    starts_well && (rest.is_empty() || rest.starts_with(['<', '?', '=']))
}

fn first_word(text: &str) -> &str {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split(|c| !word(c)).next().unwrap_or_default()
}

/// Whether a node may declare an enum value: a scalar, or a map with `doc` or `wire`.
fn is_value(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(_) => true,
        NodeKind::Map(map) => map
            .iter()
            .any(|entry| ["doc", "wire"].contains(&entry.key.value.as_str())),
        NodeKind::List(_) => false,
    }
}
