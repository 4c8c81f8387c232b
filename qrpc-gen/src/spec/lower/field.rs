//! Reads arguments and fields, in the short and in the long form.

use heck::ToUpperCamelCase as _;

use super::foreign::KeyReplacement;
use super::members::Members;
use super::{Keys, KnownKeys, Lower, foreign};
use crate::diagnostic::catalogue::{self, FieldKey, MapPlace, Slot};
use crate::spec::declaration::{ConstraintsDecl, DefaultDecl, FieldDecl, FormDecl, Notation};
use crate::tree::{Entry, Expression, ExpressionKind, Node, NodeKind};

const FIELD_KEYS: KnownKeys = KnownKeys {
    owner: "an argument or field",
    keys: &[
        "type",
        "default",
        "doc",
        "wire",
        "min",
        "max",
        "min_len",
        "max_len",
        "pattern",
        "flat",
        "const",
        "encoding",
        "deprecated",
        "since",
    ],
    members: None,
    foreign: foreign::FIELD_WORDS,
};

impl Lower<'_> {
    /// Reads the arguments or fields under a key. `what` describes an argument or field in
    /// messages, such as "a field".
    pub(super) fn fields(
        &mut self,
        keys: &Keys<'_>,
        key: &str,
        place: MapPlace<'_>,
        what: &str,
    ) -> Option<Vec<FieldDecl>> {
        let node = keys.get(key).map(|entry| &entry.value);
        let first = node.and_then(first_short_form);
        self.entries(keys, key, place, |lower, entry| {
            let mut field = if entry.value.truth().is_none() {
                lower.field(entry, what)
            } else {
                lower.truth_for_type(entry, first, what);
                FieldDecl::new(&entry.key, Expression::unread(entry.value.span))
            };
            lower.name_on_wire(&mut field);
            field
        })
    }

    /// Reports a boolean where a type is expected. `first` is the first entry of the map that has a
    /// type, for the help.
    fn truth_for_type(&mut self, entry: &Entry, first: Option<&Entry>, what: &str) {
        let key = match FIELD_KEYS.meant(&entry.key.value) {
            _ if entry.key.value == "value" => FieldKey::None,
            Some(KeyReplacement::Key("default")) => FieldKey::Default,
            Some(KeyReplacement::Key("doc")) => FieldKey::Doc,
            Some(KeyReplacement::Optional) => FieldKey::Optional,
            Some(KeyReplacement::Required) => FieldKey::Required,
            _ => FieldKey::None,
        };
        let syntax = self.syntax;
        self.report(catalogue::truth_for_type(entry, key, first, what, syntax));
    }

    /// Reads `name: type = default`, or `name: { type: …, default: … }`. `what` describes the
    /// argument or field in messages, such as "a field".
    fn field(&mut self, entry: &Entry, what: &str) -> FieldDecl {
        let record = entry.key.value.to_upper_camel_case();
        let slot = Slot {
            subject: what,
            key: &entry.key.value,
            record: &record,
        };
        if let NodeKind::Map(map) = &entry.value.kind {
            return match FIELD_KEYS.members(map, &["type"]) {
                Some(Members::Fields(fields)) => self.inline_record(entry, &fields, slot),
                _ => self.long_form(entry, map, slot),
            };
        }
        let (ty, default) = self.short_form(&entry.value, slot);
        let (ty, form) = constant_type(ty);
        FieldDecl {
            default,
            form,
            ..FieldDecl::new(&entry.key, ty)
        }
    }

    fn inline_record(&mut self, entry: &Entry, fields: &[&Entry], slot: Slot<'_>) -> FieldDecl {
        let (node, syntax) = (&entry.value, self.syntax);
        self.report(catalogue::inline_record(node, fields, slot, syntax));
        FieldDecl::new(&entry.key, Expression::unread(node.span))
    }

    fn long_form(&mut self, entry: &Entry, map: &[Entry], slot: Slot<'_>) -> FieldDecl {
        let keys = self.keys(map, &FIELD_KEYS);
        let slot = Slot {
            subject: "`type`",
            key: "type",
            ..slot
        };
        let constant = keys.get("const").map(|constant| &constant.value);
        let ty = match (keys.get("type"), constant) {
            (Some(ty), _) => self.type_only(&ty.value, slot),
            (None, Some(constant)) => type_of_constant(constant),
            (None, None) if keys.has_unread() => Expression::unread(entry.key.span),
            (None, None) => self.missing_type(entry),
        };
        let ty = self.encoded(&keys, ty);
        let (ty, form) = match constant {
            Some(constant) => (ty, constant_form(constant.clone(), Notation::Plain)),
            None => match self.truth(&keys, "flat") {
                Some(flat) if flat.value => (ty, FormDecl::Flat(flat.span)),
                _ => constant_type(ty),
            },
        };
        let default = keys.get("default").map(|default| DefaultDecl {
            node: default.value.clone(),
            notation: Notation::Plain,
        });
        let (wire, doc) = (self.text(&keys, "wire"), self.doc(&keys));
        FieldDecl {
            wire,
            doc,
            default,
            constraints: self.constraints(&keys),
            form,
            deprecated: self.note(&keys, "deprecated"),
            since: self.note(&keys, "since"),
            ..FieldDecl::new(&entry.key, ty)
        }
    }

    fn constraints(&mut self, keys: &Keys<'_>) -> ConstraintsDecl {
        ConstraintsDecl {
            min: self.text(keys, "min"),
            max: self.text(keys, "max"),
            min_len: self.text(keys, "min_len"),
            max_len: self.text(keys, "max_len"),
            pattern: self.text(keys, "pattern"),
        }
    }

    fn missing_type(&mut self, entry: &Entry) -> Expression {
        let (owner, span) = (format!("`{}`", entry.key.value), entry.key.span);
        let ty = catalogue::string_type(self.syntax);
        let help = format!("add the key `type`, as in `{ty}`");
        self.report(catalogue::missing_key(span, &owner, "type", &help));
        Expression::unread(span)
    }
}

/// If the type of a field is a string such as `"text"`, makes the field a constant with that value.
fn constant_type(ty: Expression) -> (Expression, FormDecl) {
    match ty.kind {
        ExpressionKind::Literal(text) => {
            let node = Node::scalar(text, true, ty.span);
            let string = Expression::named("string", ty.span);
            (string, constant_form(node, Notation::Json))
        }
        _ => (ty, FormDecl::Member),
    }
}

fn constant_form(node: Node, notation: Notation) -> FormDecl {
    FormDecl::Const(DefaultDecl { node, notation })
}

/// The type of a constant for which the spec has no type, derived from its value.
fn type_of_constant(node: &Node) -> Expression {
    let name = match &node.kind {
        NodeKind::Scalar(scalar) if scalar.quoted => "string",
        NodeKind::Scalar(_) if node.truth().is_some() => "bool",
        NodeKind::Scalar(scalar) if ["null", "~", ""].contains(&scalar.text.as_str()) => "null",
        NodeKind::Scalar(scalar) if scalar.text.parse::<i128>().is_ok() => "i64",
        NodeKind::Scalar(scalar) if scalar.text.parse::<f64>().is_ok() => "f64",
        NodeKind::Scalar(_) => "string",
        NodeKind::List(_) | NodeKind::Map(_) => return Expression::unread(node.span),
    };
    Expression::named(name, node.span)
}

/// The first entry of a map whose value is a type in the short form; `None` if there is none.
fn first_short_form(node: &Node) -> Option<&Entry> {
    let NodeKind::Map(map) = &node.kind else {
        return None;
    };
    map.iter().find(|entry| {
        let is_scalar = matches!(entry.value.kind, NodeKind::Scalar(_));
        is_scalar && !entry.value.is_nothing() && entry.value.truth().is_none()
    })
}
