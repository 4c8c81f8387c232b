//! Changes of types that a spec defines.

use qrpc_gen::model::{
    Alias, Alternative, AlternativeKind, Enum, EnumValue, Field, FieldForm, Literal, Origin,
    Record, Scalar, Tagged, Type, TypeDef, TypeId, TypeKind, Union, Variant,
};

use super::base::{
    INT, TEXT, alias, closed, field, open, record, tagged, union, value, variant, with_default,
};
use crate::rows_of;

#[test]
fn each_field_of_a_definition_has_a_row() {
    rows_of!(TypeDef {
        name: { "respelled" => |_, new| new.types[0].name = "r".into() },
        rust: { "type-changed.same-shape" => |old, new| {
            // Both versions define the type under both names, so that only the use of the type
            // changes.
            let mut other = old.types[0].clone();
            other.rust = "S".into();
            old.types.push(other.clone());
            new.types.push(other);
            new.methods[0].args[0].ty = Type::Named(TypeId(7));
        } },
        origin: { "type-moved" => |_, new| new.types[0].origin = Origin::Used("shared".into()) },
        doc: { "doc-changed" => |_, new| new.types[0].doc = Some("New.".into()) },
        deprecated: { "deprecated" => |_, new| new.types[0].deprecated = Some("No more.".into()) },
        since: { "since-changed" => |_, new| new.types[0].since = Some("2".into()) },
        kind: { "type-kind-changed" => |_, new| {
            new.types[1].kind = TypeKind::Record(Record { fields: Vec::new(), extends: Vec::new() });
        } },
    });
}

#[test]
fn each_field_of_a_record_has_a_row() {
    rows_of!(Record {
        fields: {
            "field-added.required.argument" => |_, new| record(new).fields.push(field("x", INT)),
            "field-added.default.argument" => |_, new| record(new).fields.push(with_default("x", 1)),
            "field-removed.default" => |_, new| drop(record(new).fields.pop()),
            "fields-reordered.defaults" => |_, new| record(new).fields.swap(0, 1),
        },
        extends: { "extends-changed" => |_, new| record(new).extends.push(TypeId(0)) },
    });
    rows_of!(Field {
        wire: { "field-wire-changed.default" => |_, new| record(new).fields[1].wire = "x".into() },
        rust: { "field-renamed" => |_, new| record(new).fields[1].rust = "x".into() },
        doc: { "doc-changed" => |_, new| record(new).fields[1].doc = Some("New.".into()) },
        ty: {
            "type-widened.argument" => |_, new| record(new).fields[0].ty = Type::Scalar(Scalar::I64),
            "type-boxed" => |old, new| {
                record(old).fields[0].ty = Type::Named(TypeId(1));
                record(new).fields[0].ty = Type::Boxed(TypeId(1));
            },
        },
        default: {
            "field-default-changed" => |_, new| record(new).fields[1].default = Some(Literal::Int(6)),
            "field-default-added" => |old, _| record(old).fields[1].default = None,
            "field-default-removed" => |_, new| record(new).fields[1].default = None,
        },
        constraints: { "constraint-tightened" => |_, new| record(new).fields[0].constraints.min_len = Some(1) },
        form: { "type-changed" => |_, new| {
            record(new).fields[0].form = FieldForm::Const(Literal::Int(1));
        } },
        deprecated: { "deprecated" => |_, new| record(new).fields[0].deprecated = Some("No more.".into()) },
        since: { "since-changed" => |_, new| record(new).fields[0].since = Some("2".into()) },
    });
}

#[test]
fn each_field_of_an_enum_has_a_row() {
    rows_of!(Enum {
        of: { "type-kind-changed" => |_, new| closed(new).of = Some(Scalar::I32) },
        values: {
            "value-added.argument" => |_, new| closed(new).values.push(value("c")),
            "value-removed" => |_, new| drop(closed(new).values.pop()),
            "value-added.open" => |_, new| open(new).values.push(value("c")),
            "value-removed.open" => |_, new| drop(open(new).values.pop()),
            "values-reordered" => |_, new| closed(new).values.swap(0, 1),
        },
        open: {
            "enum-opened" => |_, new| closed(new).open = Some("Other".into()),
            "enum-closed" => |_, new| open(new).open = None,
            "open-variant-renamed" => |_, new| open(new).open = Some("Unknown".into()),
        },
    });
    rows_of!(EnumValue {
        wire: { "value-wire-changed" => |_, new| open(new).values[0].wire = "x".into() },
        rust: { "value-renamed" => |_, new| closed(new).values[0].rust = "X".into() },
        doc: { "doc-changed" => |_, new| closed(new).values[0].doc = Some("New.".into()) },
    });
}

fn other() -> Alternative {
    Alternative {
        rust: "Bool".into(),
        doc: None,
        kind: AlternativeKind::Type(Type::Scalar(Scalar::Bool)),
    }
}

#[test]
fn each_field_of_a_union_has_a_row() {
    rows_of!(Union {
        alternatives: {
            "alternative-added" => |_, new| union(new).alternatives.push(other()),
            "alternative-removed" => |_, new| drop(union(new).alternatives.pop()),
            "alternatives-reordered.apart" => |_, new| union(new).alternatives.swap(0, 1),
            "alternatives-reordered.overlapping" => |old, new| {
                union(old).alternatives[0].kind = AlternativeKind::Type(TEXT);
                union(new).alternatives[0].kind = AlternativeKind::Type(TEXT);
                union(new).alternatives.swap(0, 1);
            },
        },
    });
    rows_of!(Alternative {
        doc: { "doc-changed" => |_, new| union(new).alternatives[0].doc = Some("X".into()) },
        rust: { "alternative-renamed" => |_, new| union(new).alternatives[0].rust = "X".into() },
        kind: { "alternative-added" => |old, _| drop(union(old).alternatives.pop()) },
    });
}

#[test]
fn each_field_of_a_tagged_union_has_a_row() {
    rows_of!(Tagged {
        tag: { "tag-changed" => |_, new| tagged(new).tag = "sort".into() },
        variants: {
            "variant-added" => |_, new| tagged(new).variants.push(variant("d", None)),
            "variant-removed" => |_, new| drop(tagged(new).variants.pop()),
            "variants-reordered" => |_, new| tagged(new).variants.swap(0, 1),
        },
        untagged: { "tag-changed" => |_, new| tagged(new).untagged = Some(0) },
        open: {
            "enum-opened" => |_, new| tagged(new).open = Some("Other".into()),
            "enum-closed" => |old, _| tagged(old).open = Some("Other".into()),
        },
    });
    rows_of!(Variant {
        wire: { "variant-wire-changed" => |_, new| tagged(new).variants[0].wire = "x".into() },
        rust: { "variant-renamed" => |_, new| tagged(new).variants[0].rust = "X".into() },
        doc: { "doc-changed" => |_, new| tagged(new).variants[0].doc = Some("New.".into()) },
        record: {
            "variant-record-added.required" => |_, new| {
                tagged(new).variants[1].record = Some(Type::Named(TypeId(0)));
            },
            "variant-record-removed.required" => |_, new| tagged(new).variants[0].record = None,
            "variant-record-added.default" => |old, new| {
                for api in [old, &mut *new] {
                    record(api).fields.remove(0);
                }
                tagged(new).variants[1].record = Some(Type::Named(TypeId(0)));
            },
        },
    });
}

#[test]
fn each_field_of_an_alias_has_a_row() {
    rows_of!(Alias {
        ty: { "type-changed" => |_, new| alias(new).ty = Type::Tuple(vec![INT]) },
        newtype: { "alias-newtype" => |_, new| alias(new).newtype = true },
    });
}
