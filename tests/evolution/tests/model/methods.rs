//! Changes of methods and their arguments.

use qrpc_gen::model::{
    Bound, Constraints, Direction, ErrorId, Field, FieldForm, Literal, Method, Params, Scalar,
    SendDefaults, Timeout, Type, TypeId,
};

use super::base::{INT, arg, ask, error, field, with_default};
use crate::rows_of;

#[test]
fn each_field_of_a_method_has_a_row() {
    rows_of!(Method {
        wire: { "method-wire-changed" => |_, new| ask(new).wire = "query".into() },
        rust: { "method-renamed" => |_, new| ask(new).rust = "query".into() },
        type_name: { "method-renamed" => |_, new| ask(new).type_name = "Query".into() },
        doc: { "doc-changed" => |_, new| ask(new).doc = Some("New.".into()) },
        direction: {
            "direction-changed.turned" => |_, new| ask(new).direction = Direction::Outgoing,
            "direction-changed.to-both" => |_, new| ask(new).direction = Direction::Both,
            "direction-changed.from-both" => |old, _| ask(old).direction = Direction::Both,
        },
        args: {
            "argument-added.required.incoming" => |_, new| ask(new).args.push(field("x", INT)),
            "argument-added.default.incoming" => |_, new| ask(new).args.push(with_default("x", 1)),
            "argument-removed.required" => |_, new| drop(ask(new).args.remove(0)),
            "argument-removed.default" => |_, new| drop(ask(new).args.pop()),
            "arguments-reordered.required" => |_, new| ask(new).args.swap(0, 1),
        },
        args_record: { "args-record-changed.named" => |_, new| ask(new).args_record = Some(TypeId(0)) },
        params: {
            "params-changed.to-position" => |_, new| ask(new).params = Params::ByPosition,
            "params-changed.to-name" => |old, _| ask(old).params = Params::ByPosition,
        },
        reply: {
            "reply-added.value" => |old, _| ask(old).reply = None,
            "reply-removed.value" => |_, new| ask(new).reply = None,
            "type-made-optional.reply" => |_, new| {
                ask(new).reply = Some(Type::Optional(Box::new(Type::Scalar(Scalar::String))));
            },
        },
        raises: {
            "raises-added" => |old, new| {
                for api in [old, &mut *new] {
                    api.errors.push(error("Gone", 2, Vec::new()));
                }
                ask(new).raises.push(ErrorId(1));
            },
            "raises-removed" => |_, new| ask(new).raises.clear(),
        },
        error: { "error-type-changed" => |_, new| ask(new).error = None },
        positional: {
            "positional-allowed" => |_, new| ask(new).positional = true,
            "positional-refused" => |old, _| ask(old).positional = true,
        },
        any_args: { "any-args-changed" => |_, new| ask(new).any_args = true },
        timeout: { "timeout-changed" => |_, new| ask(new).timeout = Some(Timeout::Never) },
        deprecated: { "deprecated" => |_, new| ask(new).deprecated = Some("No more.".into()) },
        since: { "since-changed" => |_, new| ask(new).since = Some("2".into()) },
    });
}

#[test]
fn each_field_of_an_argument_has_a_row() {
    rows_of!(Field {
        wire: { "argument-wire-changed.default" => |_, new| arg(new).wire = "x".into() },
        rust: { "argument-renamed" => |_, new| arg(new).rust = "x".into() },
        doc: { "doc-changed" => |_, new| arg(new).doc = Some("New.".into()) },
        ty: { "type-widened.argument" => |_, new| arg(new).ty = Type::Scalar(Scalar::I64) },
        default: {
            "argument-default-changed" => |_, new| arg(new).default = Some(Literal::Int(6)),
            "argument-default-added" => |old, _| arg(old).default = None,
            "argument-default-removed" => |_, new| arg(new).default = None,
            "argument-default-changed.sent" => |old, new| {
                (old.send_defaults, new.send_defaults) = (SendDefaults::Always, SendDefaults::Always);
                arg(new).default = Some(Literal::Int(6));
            },
        },
        constraints: { "constraint-loosened" => |_, new| arg(new).constraints = Constraints::default() },
        form: { "type-changed" => |_, new| arg(new).form = FieldForm::Const(Literal::Int(1)) },
        deprecated: { "deprecated" => |_, new| arg(new).deprecated = Some("No more.".into()) },
        since: { "since-changed" => |_, new| arg(new).since = Some("2".into()) },
    });
}

#[test]
fn each_constraint_has_a_row() {
    rows_of!(Constraints {
        min: {
            "constraint-tightened" => |_, new| arg(new).constraints.min = Some(Bound::Int(1)),
            "constraint-loosened" => |_, new| arg(new).constraints.min = Some(Bound::Float(-0.5)),
        },
        max: {
            "constraint-tightened" => |_, new| arg(new).constraints.max = Some(Bound::Int(8)),
            "constraint-loosened" => |_, new| arg(new).constraints.max = Some(Bound::Int(10)),
        },
        min_len: {
            "constraint-tightened" => |_, new| arg(new).constraints.min_len = Some(2),
            "constraint-loosened" => |_, new| arg(new).constraints.min_len = None,
        },
        max_len: {
            "constraint-tightened" => |_, new| arg(new).constraints.max_len = Some(1),
            "constraint-loosened" => |_, new| arg(new).constraints.max_len = Some(3),
        },
        pattern: {
            "pattern-changed" => |_, new| arg(new).constraints.pattern = Some("b".into()),
            "constraint-tightened" => |old, _| arg(old).constraints.pattern = None,
            "constraint-loosened" => |_, new| arg(new).constraints.pattern = None,
        },
    });
}

#[test]
fn places_count_where_arguments_are_sent_by_position() {
    use super::check::check;

    check("by position", "argument-added.last", |old, new| {
        (ask(old).params, ask(new).params) = (Params::ByPosition, Params::ByPosition);
        ask(new).args.push(with_default("x", 1));
    });
    check("by position", "argument-added.between", |old, new| {
        (ask(old).params, ask(new).params) = (Params::ByPosition, Params::ByPosition);
        ask(new).args.insert(0, with_default("x", 1));
    });
    check(
        "by position",
        "argument-wire-changed.by-position",
        |old, new| {
            (ask(old).params, ask(new).params) = (Params::ByPosition, Params::ByPosition);
            arg(new).wire = "x".into();
        },
    );
    check(
        "by position",
        "arguments-reordered.by-position",
        |old, new| {
            (ask(old).params, ask(new).params) = (Params::ByPosition, Params::ByPosition);
            ask(new).args.swap(0, 1);
        },
    );
}
