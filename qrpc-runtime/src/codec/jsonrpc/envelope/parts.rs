//! Reading the values of members: ids, parameters and errors.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::value::RawValue;

use super::super::numbers::{integer, whole};
use crate::codec::message::MAX_ID_LENGTH;
use crate::codec::{Id, Params, Raw};
use crate::error::RemoteError;

pub(super) fn is_null(json: &RawValue) -> bool {
    json.get() == "null"
}

pub(super) fn text(json: &RawValue) -> Option<Cow<'_, str>> {
    let text = json.get();
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        serde_json::from_str(text).ok().map(Cow::Owned)
    } else {
        Some(inner.into())
    }
}

pub(super) fn id(json: &RawValue) -> Option<Id> {
    let text = json.get();
    if let Ok(number) = text.parse() {
        return Some(Id::Number(number));
    }
    if text.len() > MAX_ID_LENGTH || text.starts_with(['[', '{', 't', 'f']) {
        return None;
    }
    Some(Id::Other(text.as_bytes().into()))
}

/// Returns the id as an integer, or `None` if it is not an integer. Some peers write the id `2` as
/// `2.0` or `"2"`.
pub(super) fn number(json: Option<&RawValue>) -> Option<u64> {
    whole(json?.get())
}

/// Returns the time for which the caller waits. A value that is not a number of milliseconds is
/// ignored, as JSON-RPC ignores members that it does not define.
pub(super) fn timeout(json: &RawValue) -> Option<Duration> {
    whole(json.get()).map(Duration::from_millis)
}

pub(super) fn params(json: Option<&RawValue>) -> Option<Params<'_>> {
    let Some(json) = json else {
        return Some(Params::Absent);
    };
    match json.get().as_bytes().first() {
        Some(b'{') => Some(Params::Named(Raw::json(json.get()))),
        Some(b'[') => Some(Params::Positional(Raw::json(json.get()))),
        _ => None,
    }
}

/// Reads an error object. Members with invalid values are ignored, because the call fails in any
/// case.
pub(super) fn remote_error(json: &RawValue) -> Option<RemoteError> {
    let members: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(json.get()).ok()?;
    let code = members.get("code").and_then(|json| integer(json.get()));
    let message = members.get("message").map(|json| match text(json) {
        Some(text) => text.into_owned(),
        None => excerpt(json),
    });
    let data = members.get("data");
    Some(RemoteError {
        code: code.unwrap_or(0),
        message: message.unwrap_or_default(),
        data: data.and_then(|json| serde_json::from_str(json.get()).ok()),
    })
}

/// Returns the beginning of a value for an error message.
pub(super) fn excerpt(json: &RawValue) -> String {
    super::super::excerpt(json.get().as_bytes())
}
