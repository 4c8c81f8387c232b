//! Spans of `tracing` for calls, with the attribute names of OpenTelemetry's semantic conventions
//! for JSON-RPC.

use std::fmt::Display;

use tracing::field::{self, Empty};
use tracing::{Span, info_span};

use super::{CallDirection, CallInfo};
use crate::error::CallError;

/// Returns the span of a message. `id` is the id of a call.
pub(super) fn of(info: &CallInfo, id: Option<&dyn Display>) -> Span {
    let kind = match (info.direction, info.has_reply) {
        (CallDirection::Outgoing, true) => "client",
        (CallDirection::Outgoing, false) => "producer",
        (CallDirection::Incoming, true) => "server",
        (CallDirection::Incoming, false) => "consumer",
    };
    info_span!(
        target: "qrpc::call",
        "rpc",
        otel.name = &*info.method,
        otel.kind = kind,
        otel.status_code = Empty,
        rpc.system.name = "jsonrpc",
        rpc.method = &*info.method,
        rpc.response.status_code = Empty,
        jsonrpc.protocol.version = "2.0",
        jsonrpc.request.id = id.map(field::display),
        network.peer.address = info.peer.name(),
        error.r#type = Empty,
    )
}

/// Records the end of a message in its span.
pub(super) fn end(span: &Span, result: &Result<(), CallError>) {
    let Err(error) = result else { return };
    span.record("otel.status_code", "ERROR");
    if let CallError::Remote(error) = error {
        span.record("rpc.response.status_code", error.code.to_string());
    }
    span.record("error.type", kind(error));
}

/// Returns a word for the kind of an error, or the code of an error reply.
fn kind(error: &CallError) -> String {
    match error {
        CallError::Remote(error) => return error.code.to_string(),
        CallError::Timeout(_) => "timeout",
        CallError::Cancelled => "cancelled",
        CallError::Disconnected { .. } => "disconnected",
        CallError::Overloaded(_) => "overloaded",
        CallError::Refused(_) => "refused",
        CallError::Unsendable(_) => "unsendable",
        CallError::WrongReply(_) => "wrong_reply",
        CallError::UnknownReceiver(_) => "unknown_receiver",
        _ => "other",
    }
    .to_owned()
}
