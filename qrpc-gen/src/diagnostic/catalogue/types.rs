//! Diagnostics about unions, aliases, and types of the user's program.

use super::meaning::one_of;
use super::{Code, Diagnostic, quote};
use crate::source::{Span, Syntax, Text};

pub(crate) fn lone_literal(span: Span, text: &str, syntax: Syntax) -> Diagnostic {
    let text = serde_json::Value::from(text).to_string();
    let values = syntax.entry("enum", &format!("[{}]", syntax.text("value")));
    let message = format!(
        "the string {} cannot be a type here, outside of a union",
        quote(&text)
    );
    Diagnostic::error(Code::TYPE_SYNTAX, message)
        .at(span, "string instead of a type")
        .help(format!(
            "use the string in a union, as in `i64 | {text}`, or define an enum: `{values}`"
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
    Diagnostic::error(
        Code::WRONG_SHAPE,
        "the definition of a named type cannot be optional",
    )
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
    .help("write `union` as a map, in which each key is a value of the tag")
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

/// `is_same` says whether the two alternatives fit the same values.
pub(crate) fn hidden_alternative(span: Span, first: Span, is_same: bool) -> Diagnostic {
    let message = "this alternative is never chosen: an earlier alternative fits all of its values";
    Diagnostic::warning(Code::HIDDEN_ALTERNATIVE, message)
        .at(span, "never chosen")
        .and_at(first, "fits all of these values")
        .help(if is_same {
            "remove one of the two alternatives"
        } else {
            "swap the two alternatives, or remove the later one"
        })
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

pub(crate) fn default_of_rust_type(span: Span, ty: &str) -> Diagnostic {
    let message = format!(
        "{} is declared with `rust`, so it cannot have a default in a spec",
        quote(ty)
    );
    let optional = quote(&format!("{ty}?"));
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "default of a type declared with `rust`")
        .help(format!(
            "remove the default; to make the value optional, write the type as {optional}"
        ))
}

/// A union or an alias that contains itself, with nothing but unions and aliases in between.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EndlessUnion<'a> {
    pub(crate) name: &'a str,
    /// Whether the label marks the type itself, and not another type that contains it.
    pub(crate) is_direct: bool,
    /// Whether the type is an alias or a newtype, and not a union.
    pub(crate) is_alias: bool,
}

pub(crate) fn endless_union(endless: EndlessUnion<'_>, span: Span) -> Diagnostic {
    let name = quote(endless.name);
    let (message, label) = if endless.is_direct {
        let message = format!("the type {name} contains itself directly");
        (message, "the type itself".to_owned())
    } else {
        let message = format!("the type {name} contains itself only through unions and aliases");
        (message, format!("contains {name}"))
    };
    // In a tuple or a record, an alias would still contain itself without end.
    let help = if endless.is_alias {
        "use another type here, or put the type in a list or a map"
    } else {
        "remove this alternative, or put its type in a list, a map, a tuple or a record"
    };
    Diagnostic::error(Code::ENDLESS_TYPE, message)
        .at(span, label)
        .help(help)
}

pub(crate) fn null_twice(span: Span, ty: &str) -> Diagnostic {
    let message = format!("the type {} already allows null", quote(ty));
    Diagnostic::error(Code::TYPE_SYNTAX, message)
        .at(span, "allows null twice")
        .help("remove the `?` or the `| null` here, or in the definition of the type")
}

pub(crate) fn empty_union(name: &Text, syntax: Syntax) -> Diagnostic {
    let variant = syntax.entry("circle", &syntax.text("Circle"));
    let message = format!("the union {} has no variants", quote(&name.value));
    Diagnostic::error(Code::EMPTY_ENUM, message)
        .at(name.span, "union without variants")
        .help(format!("add a variant, as in `{variant}`"))
}

pub(crate) fn wire_without_tag(wire: &Text) -> Diagnostic {
    let message =
        "`wire` has no effect: the variants of a union without a tag have no names on the wire";
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(wire.span, "has no effect")
        .help("remove `wire`, or add `tag` to the union")
}

pub(crate) fn long_tuple(span: Span, most: usize) -> Diagnostic {
    let message = format!("a tuple can have at most {most} types");
    Diagnostic::error(Code::WRONG_ARITY, message)
        .at(span, "too many types")
        .help("use a record, or a list if all types are the same")
}

pub(crate) fn large_union(span: Span, most: usize) -> Diagnostic {
    let message = format!("a union without a tag can have at most {most} alternatives");
    Diagnostic::error(Code::WRONG_ARITY, message)
        .at(span, "exceeds the limit")
        .help("use an enum if all alternatives are strings, or a union with a `tag`")
}

pub(crate) fn question_mark_in_key(key: &Text) -> Diagnostic {
    let message = format!(
        "{} ends with `?`, which belongs after the type",
        quote(&key.value)
    );
    Diagnostic::error(Code::INVALID_NAME, message)
        .at(key.span, "`?` in a name")
        .help(
            "move the `?` after the type; if the name on the wire ends with `?`, set `wire` to that name",
        )
}

pub(crate) fn needs_tag(key: &str, span: Span) -> Diagnostic {
    let message = format!("`{key}` has no effect: the union has no tag");
    Diagnostic::error(Code::WRONG_SHAPE, message)
        .at(span, "needs a tag")
        .help(format!(
            "add `tag`, the name of the member that names the variant, or remove `{key}`"
        ))
}

pub(crate) fn unknown_variant<'a>(name: &Text, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!("{} is not a variant of the union", quote(&name.value));
    Diagnostic::error(Code::WRONG_VALUE, message)
        .at(name.span, "unknown variant")
        .help(one_of(&name.value, known))
}

pub(crate) fn default_of_three_states(span: Span) -> Diagnostic {
    let message = "a type with `??` cannot have a default, which would replace an absent value";
    Diagnostic::error(Code::UNFITTING_DEFAULT, message)
        .at(span, "default of a `??` type")
        .help("remove the default, or write one `?`")
}
