//! Diagnostics about records that extend others.

use super::meaning::one_of;
use super::{Code, Diagnostic, quote};
use crate::source::Text;

pub(crate) fn not_a_base<'a>(name: &Text, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!(
        "{} is not a record that can be extended",
        quote(&name.value)
    );
    Diagnostic::error(Code::UNKNOWN_TYPE, message)
        .at(name.span, "not a record")
        .help(one_of(&name.value, known))
}

/// The record `base` extends `record`, directly or through others.
pub(crate) fn extends_itself(record: &Text, base: &Text) -> Diagnostic {
    let record = quote(&record.value);
    Diagnostic::error(
        Code::ENDLESS_TYPE,
        format!("the record {record} extends itself"),
    )
    .at(
        base.span,
        format!("{} extends {record}", quote(&base.value)),
    )
    .help("end the cycle: remove one of its records from `extends`")
}

pub(crate) fn long_extends(record: &Text, base: &Text, limit: usize) -> Diagnostic {
    let message = format!(
        "the record {} extends a chain of more than {limit} records",
        quote(&record.value)
    );
    Diagnostic::error(Code::ENDLESS_TYPE, message)
        .at(base.span, "begins the chain")
        .help("shorten the chain: remove one of its records from `extends`")
}

pub(crate) fn too_many_fields(record: &Text, limit: usize) -> Diagnostic {
    let message = format!(
        "the records of this spec together have more than {limit} fields, including inherited fields"
    );
    Diagnostic::error(Code::LARGE_ARGUMENTS, message)
        .at(record.span, "the first record that extends others")
        .help("use a record as the type of a field instead of extending it")
}

/// The record `heir` inherits two fields with the same wire name, the second one from `base`.
pub(crate) fn inherited_twice(heir: &Text, base: &Text, wires: [&Text; 2]) -> Diagnostic {
    let [first, second] = wires;
    let message = format!(
        "the field {} is inherited twice, and differs between the two records",
        quote(&second.value)
    );
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(base.span, "inherits the field again")
        .and_at(heir.span, "this record inherits both fields")
        .and_at(first.span, "the first field")
        .and_at(second.span, "the second field")
        .help("give both fields the same type, default and constraints, or rename one of the two")
}

pub(crate) fn field_overridden(field: &Text, first: &Text) -> Diagnostic {
    let message = format!(
        "the field {} differs from the inherited field",
        quote(&field.value)
    );
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(field.span, "differs from the inherited field")
        .and_at(first.span, "the inherited field")
        .help("remove this field, or rename one of the two fields")
}

/// The record `heir` inherits two fields with the same name and these wire names, the second one
/// from `base`.
pub(crate) fn two_wire_names(
    heir: &Text,
    base: &Text,
    key: &Text,
    wires: [&Text; 2],
) -> Diagnostic {
    let [first, second] = wires;
    let message = format!(
        "the field {} is inherited twice, with two different names on the wire",
        quote(&key.value)
    );
    Diagnostic::error(Code::NAME_COLLISION, message)
        .at(base.span, "inherits the field again")
        .and_at(heir.span, "this record inherits both fields")
        .and_at(first.span, sent_as(first))
        .and_at(second.span, sent_as(second))
        .help("give both fields the same `wire`, or rename one of the two")
}

/// A field has the same name as an inherited one. `wires` are the wire names, the inherited one
/// first.
pub(crate) fn other_wire_name(key: &Text, wires: [&Text; 2]) -> Diagnostic {
    let [first, second] = wires;
    let message = format!(
        "the field {} and the inherited field have different names on the wire",
        quote(&key.value)
    );
    Diagnostic::error(Code::NAME_COLLISION, message)
        .at(key.span, sent_as(second))
        .and_at(first.span, format!("inherited, {}", sent_as(first)))
        .help("give both fields the same `wire`, or rename one of the two")
}

fn sent_as(wire: &Text) -> String {
    format!("on the wire: {}", quote(&wire.value))
}
