//! Changes of the API as a whole, and of its errors.

use qrpc_gen::model::{Api, ErrorDef, Origin, SendDefaults, TypeKind};

use super::base::{INT, ask, cancel, def, error, field, foreign, with_default};
use crate::rows_of;

#[test]
fn each_field_of_an_api_has_a_row() {
    rows_of!(Api {
        name: { "side-renamed" => |_, new| new.name = "Other".into() },
        inverted: { "side-renamed.inverted" => |_, new| new.inverted = "Other".into() },
        version: { "version-changed" => |_, new| new.version = Some("2".into()) },
        doc: { "doc-changed" => |_, new| new.doc = Some("New.".into()) },
        types: {
            "type-added" => |_, new| new.types.push(def("X", TypeKind::Foreign("::x".into()))),
            "type-removed" => |old, _| old.types.push(def("X", TypeKind::Foreign("::x".into()))),
        },
        errors: {
            "error-added" => |_, new| new.errors.push(error("Gone", 2, Vec::new())),
            "error-removed" => |old, _| old.errors.push(error("Gone", 2, Vec::new())),
        },
        send_defaults: {
            "send-defaults-changed" => |_, new| new.send_defaults = SendDefaults::Always,
            "argument-added.sent" => |old, new| {
                (old.send_defaults, new.send_defaults) = (SendDefaults::Always, SendDefaults::Always);
                ask(new).args.push(with_default("x", 1));
            },
        },
        ignores_unknown_args: {
            "unknown-args-changed" => |_, new| new.ignores_unknown_args = true,
        },
        cancel: { "cancel-changed" => |_, new| new.cancel = Some(cancel()) },
        fault_code: { "fault-code-changed" => |_, new| new.fault_code = Some(0) },
        methods: {
            "method-added.incoming" => |_, new| {
                let mut method = new.methods[0].clone();
                (method.wire, method.rust) = ("more".into(), "more".into());
                new.methods.push(method);
            },
            "method-removed.incoming" => |_, new| new.methods.clear(),
        },
    });
}

#[test]
fn each_field_of_an_error_has_a_row() {
    rows_of!(ErrorDef {
        name: { "respelled" => |_, new| new.errors[0].name = "BUSY".into() },
        rust: { "error-renamed" => |_, new| new.errors[0].rust = "Taken".into() },
        origin: { "type-moved" => |_, new| new.errors[0].origin = Origin::Used("shared".into()) },
        doc: { "doc-changed" => |_, new| new.errors[0].doc = Some("New.".into()) },
        code: { "error-code-changed" => |_, new| new.errors[0].code = 7 },
        message: { "error-message-changed" => |_, new| new.errors[0].message = "New.".into() },
        data: {
            "field-added.required.reply" => |_, new| new.errors[0].data.push(field("x", INT)),
            "field-added.default.reply" => |_, new| new.errors[0].data.push(with_default("x", 1)),
        },
    });
}

#[test]
fn a_type_of_the_programs_own_has_a_row() {
    super::check::check("TypeKind::Foreign", "foreign-changed", |_, new| {
        *foreign(new) = "::g::G".into();
    });
}
