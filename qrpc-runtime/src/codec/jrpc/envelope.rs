//! The JSON-RPC 2.0 envelope: which members make a call, which a reply.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{DecodeError, Id, Incoming};
use crate::Value;
use crate::codec::{Params, Raw};
use crate::error::RemoteError;

/// Reads one message.
pub(super) fn read(json: &str) -> Result<Incoming<'_>, DecodeError> {
    let members: Members<'_> = serde_json::from_str(json).map_err(|error| {
        if error.is_data() {
            DecodeError::invalid(error.to_string())
        } else {
            DecodeError::Unreadable(error.to_string())
        }
    })?;
    members.message()
}

/// The members of a message that mean something, each at most once, as they stand in the text.
#[derive(Default)]
struct Members<'f> {
    jsonrpc: Option<&'f RawValue>,
    method: Option<&'f RawValue>,
    params: Option<&'f RawValue>,
    id: Option<&'f RawValue>,
    result: Option<&'f RawValue>,
    error: Option<&'f RawValue>,
}

impl<'f> Members<'f> {
    fn message(self) -> Result<Incoming<'f>, DecodeError> {
        if self.jsonrpc.map(RawValue::get) != Some("\"2.0\"") {
            return Err(self.invalid("`jsonrpc` is not \"2.0\""));
        }
        match (self.method, self.result, self.error) {
            (Some(method), None, None) => self.call(method),
            (None, Some(value), None) => Ok(Incoming::Result {
                id: number(self.id),
                value: Raw::json(value.get()),
            }),
            (None, None, Some(error)) => Ok(Incoming::Error {
                id: number(self.id),
                error: remote_error(error)
                    .ok_or_else(|| self.invalid("`error` is not an object"))?,
            }),
            _ => Err(self.invalid("exactly one of `method`, `result` and `error` is needed")),
        }
    }

    fn call(&self, method: &'f RawValue) -> Result<Incoming<'f>, DecodeError> {
        let method = text(method).ok_or_else(|| self.invalid("`method` is not a text"))?;
        let no_id = || self.invalid("`id` is neither a number, a short text nor null");
        let no_params = || DecodeError::Params {
            problem: "`params` is neither an object nor a list".to_owned(),
            id: self.asked(),
        };
        Ok(Incoming::Call {
            method,
            id: self.id.map(|json| id(json).ok_or_else(no_id)).transpose()?,
            params: params(self.params).ok_or_else(no_params)?,
        })
    }

    fn invalid(&self, problem: &str) -> DecodeError {
        DecodeError::Invalid {
            problem: problem.to_owned(),
            id: self.asked(),
        }
    }

    /// The id of the call that this was meant to be. That of a reply is one of our own ids: an
    /// error sent to it would settle another call, one that the peer made.
    fn asked(&self) -> Option<Id> {
        if self.may_be_reply() {
            return None;
        }
        self.id.filter(|json| !is_null(json)).and_then(id)
    }

    fn may_be_reply(&self) -> bool {
        self.method.is_none() && (self.result.is_some() || self.error.is_some())
    }
}

fn is_null(json: &RawValue) -> bool {
    json.get() == "null"
}

fn text(json: &RawValue) -> Option<Cow<'_, str>> {
    let text = json.get();
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        serde_json::from_str(text).ok().map(Cow::Owned)
    } else {
        Some(inner.into())
    }
}

fn id(json: &RawValue) -> Option<Id> {
    if let Some(number) = number(Some(json)) {
        return Some(Id::Number(number));
    }
    let text = json.get();
    if text.len() > MAX_ID || text.starts_with(['[', '{', 't', 'f']) {
        return None;
    }
    Some(Id::Other(text.as_bytes().into()))
}

/// The longest id that is echoed, in bytes of its notation.
const MAX_ID: usize = 256;

/// The id as a number, if it is written as this library writes them.
fn number(json: Option<&RawValue>) -> Option<u64> {
    json?
        .get()
        .parse()
        .ok()
        .filter(|_| json.is_some_and(|json| !json.get().starts_with('+')))
}

fn params(json: Option<&RawValue>) -> Option<Params<'_>> {
    let Some(json) = json else {
        return Some(Params::Absent);
    };
    match json.get().as_bytes().first() {
        Some(b'{') => Some(Params::Named(Raw::json(json.get()))),
        Some(b'[') => Some(Params::Positional(Raw::json(json.get()))),
        _ => None,
    }
}

/// An error object, of which a peer may leave out anything: its call is settled all the same.
fn remote_error(json: &RawValue) -> Option<RemoteError> {
    let Ok(Value::Map(mut object)) = serde_json::from_str(json.get()) else {
        return None;
    };
    Some(RemoteError {
        code: object
            .get("code")
            .and_then(|code| code.to().ok())
            .unwrap_or(0),
        message: object
            .get("message")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        data: object.remove("data"),
    })
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON-RPC message, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Members::default();
        while let Some(member) = map.next_key()? {
            let value: &RawValue = map.next_value()?;
            let place = match member {
                Member::Jsonrpc => &mut members.jsonrpc,
                Member::Method => &mut members.method,
                Member::Params => &mut members.params,
                Member::Id => &mut members.id,
                Member::Result => &mut members.result,
                Member::Error => &mut members.error,
                Member::Other => continue,
            };
            if place.replace(value).is_some() {
                return Err(de::Error::custom("a member comes twice"));
            }
        }
        Ok(members)
    }
}

/// The names that mean something; JSON-RPC allows others and gives them no meaning.
enum Member {
    Jsonrpc,
    Method,
    Params,
    Id,
    Result,
    Error,
    Other,
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(MemberVisitor)
    }
}

struct MemberVisitor;

impl Visitor<'_> for MemberVisitor {
    type Value = Member;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Member, E> {
        Ok(match name {
            "jsonrpc" => Member::Jsonrpc,
            "method" => Member::Method,
            "params" => Member::Params,
            "id" => Member::Id,
            "result" => Member::Result,
            "error" => Member::Error,
            _ => Member::Other,
        })
    }
}
