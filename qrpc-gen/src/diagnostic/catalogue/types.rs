//! Diagnostics about unions, aliases, records that extend others, and types of the user's program.

use super::meaning::one_of;
use super::{Code, Diagnostic, quote};
use crate::source::{Span, Syntax, Text};

pub(crate) fn lone_literal(span: Span, text: &str, syntax: Syntax) -> Diagnostic {
    let text = serde_json::Value::from(text).to_string();
    let values = syntax.entry("enum", &format!("[{}]", syntax.text("value")));
    let message = format!(
        "the string {} is not an alternative of a union",
        quote(&text)
    );
    Diagnostic::error(Code::TYPE_SYNTAX, message)
        .at(span, "string instead of a type")
        .help(format!(
            "use it in a union, as in `i64 | {text}`, or define an enum: `{values}`"
        ))
}

pub(crate) fn absent_in_value(span: Span) -> Diagnostic {
    let message = "only a field or an argument can be absent, so `??` is not possible here";
    Diagnostic::error(Code::TYPE_SYNTAX, message)
        .at(span, "cannot be absent")
        .help("write one `?`, which allows null")
}

pub(crate) fn optional_alternative(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::TYPE_SYNTAX,
        "an alternative of a union cannot be optional",
    )
    .at(span, "optional alternative")
    .help("remove the `?`, and add the alternative `null`")
}

pub(crate) fn optional_alias(span: Span) -> Diagnostic {
    Diagnostic::error(Code::WRONG_SHAPE, "a named type cannot be optional")
        .at(span, "optional type")
        .help("remove the `?` here, and write it where the type is used")
}

pub(crate) fn variant_no_record(span: Span, ty: &str) -> Diagnostic {
    let message = format!(
        "a variant of a tagged union must be a record, but {} is not",
        quote(ty)
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "not a record")
        .help("define a record with the value as a field, or remove `tag`")
}

pub(crate) fn unnamed_variant(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::WRONG_SHAPE,
        "a variant of a tagged union needs a name",
    )
    .at(span, "variant without a name")
    .help("write `union` as a map: the key is the value of the tag")
}

/// `ty` describes the type of the variant, which has the field `field`.
pub(crate) fn tag_is_field(span: Span, ty: &str, tag: &Text, field: &Text) -> Diagnostic {
    let message = format!(
        "the tag {} is also a field of the variant",
        quote(&tag.value)
    );
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(
            span,
            format!("{} has a field {}", quote(ty), quote(&tag.value)),
        )
        .and_at(field.span, "the field")
        .help("choose another tag, or rename the field")
}

pub(crate) fn hidden_alternative(span: Span, first: Span) -> Diagnostic {
    let message = "this alternative is never chosen: an earlier one fits every value of it";
    Diagnostic::warning(Code::HIDDEN_ALTERNATIVE, message)
        .at(span, "never chosen")
        .and_at(first, "fits all of its values")
        .help("move it before the other one, or remove it")
}

pub(crate) fn enum_of_no_integer(of: &Text) -> Diagnostic {
    let message = format!("{} is not an integer type", quote(&of.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(of.span, "not an integer type")
        .help("write an integer type, such as `u8` or `i32`, or remove `of` for an enum of strings")
}

pub(crate) fn value_no_integer(value: &Text, ty: &str) -> Diagnostic {
    let message = format!("{} is not a value of `{ty}`", quote(&value.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(value.span, format!("not a value of `{ty}`"))
        .help("write an integer in decimal, in the range of the type")
}

pub(crate) fn wrong_path(path: &Text) -> Diagnostic {
    let message = format!("{} is not an absolute path of a type", quote(&path.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(path.span, "not an absolute path")
        .help("write a path that begins with `::` or `crate::`, such as `::time::Date`, without `<…>`")
}

pub(crate) fn default_of_rust_type(span: Span, ty: &str) -> Diagnostic {
    let message = format!(
        "the Rust type {} cannot have a default in a spec",
        quote(ty)
    );
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "default of a Rust type")
        .help("remove the default, or make the type optional with `?`")
}

pub(crate) fn endless_union(name: &str, span: Span) -> Diagnostic {
    let message = format!(
        "the type {} leads back to itself without a value in between",
        quote(name)
    );
    Diagnostic::error(Code::ENDLESS_TYPE, message)
        .at(span, "leads back")
        .help("remove this alternative, or put it in a list, a map or a record")
}

pub(crate) fn null_twice(span: Span, ty: &str) -> Diagnostic {
    let message = format!("the type {} already allows null", quote(ty));
    Diagnostic::error(Code::TYPE_SYNTAX, message)
        .at(span, "allows null twice")
        .help("remove the `?` or the `| null` here, or in the definition of the type")
}

pub(crate) fn empty_union(name: &Text) -> Diagnostic {
    let message = format!("the union {} has no variants", quote(&name.value));
    Diagnostic::error(Code::EMPTY_ENUM, message)
        .at(name.span, "union without variants")
        .help("add a variant, as in `circle: Circle`")
}

pub(crate) fn wire_without_tag(wire: &Text) -> Diagnostic {
    let message =
        "`wire` has no effect: the variants of a union without a tag have no names on the wire";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(wire.span, "has no effect")
        .help("remove it, or add `tag` to the union")
}

pub(crate) fn long_tuple(span: Span, most: usize) -> Diagnostic {
    let message = format!("a tuple has at most {most} types");
    Diagnostic::error(Code::WRONG_ARITY, message)
        .at(span, "too many types")
        .help("use a record, or a list if all types are the same")
}

pub(crate) fn question_mark_in_key(key: &Text) -> Diagnostic {
    let message = format!(
        "{} ends with `?`, which belongs after the type",
        quote(&key.value)
    );
    Diagnostic::error(Code::INVALID_NAME, message)
        .at(key.span, "`?` in a name")
        .help(
            "move the `?` behind the type; if the name on the wire ends with `?`, set `wire` to it",
        )
}

pub(crate) fn needs_tag(key: &str, span: Span) -> Diagnostic {
    let message = format!("`{key}` has no effect: the union has no tag");
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "needs a tag")
        .help(format!(
            "add `tag` with the name of a member, or remove `{key}`"
        ))
}

pub(crate) fn unknown_variant<'a>(name: &Text, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!("{} is not a variant of the union", quote(&name.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(name.span, "unknown variant")
        .help(one_of(&name.value, known))
}

pub(crate) fn default_of_constant(default: Span, constant: Span) -> Diagnostic {
    Diagnostic::error(Code::UNFITTING_DEFAULT, "a constant has no default")
        .at(default, "default of a constant")
        .and_at(constant, "the constant")
        .help("remove the default")
}

pub(crate) fn other_than_constant(span: Span, constant: Span) -> Diagnostic {
    Diagnostic::error(
        Code::UNFITTING_DEFAULT,
        "the value differs from the constant",
    )
    .at(span, "another value")
    .and_at(constant, "the constant")
    .help("remove it, or write the constant")
}

pub(crate) fn default_of_three_states(span: Span) -> Diagnostic {
    let message = "a type with `??` has no default, because absent is a state of its own";
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "default of `??`")
        .help("remove the default, or write one `?`")
}

pub(crate) fn wrong_constant(span: Span) -> Diagnostic {
    let message = "a constant must be a string, an integer, a boolean or null";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "not a constant")
        .help("write a single value, or use a type with a default")
}

/// `misfit` describes the constant as a default.
pub(crate) fn misfit_of_constant(misfit: Diagnostic) -> Diagnostic {
    let message = misfit
        .message
        .replacen("invalid default", "invalid constant", 1);
    Diagnostic { message, ..misfit }
}

pub(crate) fn optional_constant(span: Span, constant: Span) -> Diagnostic {
    let message = "a constant is always written, so its type cannot be optional or nullable";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "optional or nullable type")
        .and_at(constant, "the constant")
        .help("remove `?` or `| null`; if the value may be absent, define an enum with only this value, and use its name followed by `?`")
}

pub(crate) fn flat_without_members(span: Span, ty: &str) -> Diagnostic {
    let message = format!(
        "`flat` needs a record, a union of records or a map, not {}",
        quote(ty)
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "has no members")
        .help("remove `flat`, or define a record with the members")
}

pub(crate) fn endless_flat(span: Span, ty: &str) -> Diagnostic {
    let message = format!(
        "the flat fields of {} contain each other, or are nested too deeply",
        quote(ty)
    );
    Diagnostic::error(Code::ENDLESS_TYPE, message)
        .at(span, "flat without an end")
        .help("remove `flat` from one of the fields on the way")
}

pub(crate) fn two_flat_maps(span: Span, first: Span) -> Diagnostic {
    let message = "only one flat map or open union can take the members that no other field knows";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "takes them as well")
        .and_at(first, "takes them already")
        .help("remove `flat` from one of them")
}

pub(crate) fn flat_member_twice(name: &Text, flat: Span, first: Span) -> Diagnostic {
    let message = format!(
        "the flat field brings in {0}, but there is already a field {0}",
        quote(&name.value)
    );
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(flat, format!("has a field or a tag {}", quote(&name.value)))
        .and_at(first, format!("the other {}", quote(&name.value)))
        .help("rename the field or the tag, or remove `flat`")
}

pub(crate) fn form_by_position(field: &Text) -> Diagnostic {
    let message = format!(
        "the argument {} cannot be sent by position",
        quote(&field.value)
    );
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(field.span, "flat or constant")
        .help("send the arguments by name, or remove `flat` or `const`")
}

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
    .help("remove one of the records from `extends`")
}

pub(crate) fn long_extends(record: &Text, base: &Text, limit: usize) -> Diagnostic {
    let message = format!(
        "the record {} extends a chain of more than {limit} records",
        quote(&record.value)
    );
    Diagnostic::error(Code::ENDLESS_TYPE, message)
        .at(base.span, "begins the chain")
        .help("remove one of the records from `extends`")
}

pub(crate) fn too_many_fields(record: &Text, limit: usize) -> Diagnostic {
    let message =
        format!("the records have more than {limit} fields, with those that they inherit");
    Diagnostic::error(Code::LARGE_ARGUMENTS, message)
        .at(record.span, "the first record that extends others")
        .help("use a record as the type of a field instead of extending it")
}

pub(crate) fn inherited_twice(base: &Text, first: &Text, second: &Text) -> Diagnostic {
    let message = format!(
        "the field {} is inherited twice, and the two differ",
        quote(&second.value)
    );
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(base.span, "inherits the field again")
        .and_at(first.span, "the first field")
        .help("give both fields the same type and default, or rename one")
}

pub(crate) fn field_overridden(field: &Text, first: &Text) -> Diagnostic {
    let message = format!(
        "the field {} differs from the inherited field",
        quote(&field.value)
    );
    Diagnostic::error(Code::SAME_WIRE_NAME, message)
        .at(field.span, "differs")
        .and_at(first.span, "the inherited field")
        .help("remove it, or rename one of them")
}
