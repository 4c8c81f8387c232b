//! The JSON-RPC 2.0 envelope: the members of calls and replies.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::numbers::{integer, whole};
use super::{CallParts, DecodeError, Id, IncomingMessage, unreadable};
use crate::codec::{Params, Raw};
use crate::error::RemoteError;

/// Reads one message. `problem` describes an error that was found in the message as a whole.
pub(super) fn read(
    json: &str,
    problem: Option<String>,
) -> Result<IncomingMessage<'_>, DecodeError> {
    match serde_json::from_str::<Members<'_>>(json) {
        Ok(members) => members.message(problem),
        Err(error) if error.is_data() => Err(DecodeError::invalid(error.to_string())),
        Err(error) => {
            let problem = format!("{error}: {}", super::excerpt(json.as_bytes()));
            unreadable::read(json, problem)
        }
    }
}

/// The known members of a message, not yet parsed.
#[derive(Default)]
struct Members<'f> {
    jsonrpc: Option<&'f RawValue>,
    method: Option<&'f RawValue>,
    params: Option<&'f RawValue>,
    id: Option<&'f RawValue>,
    result: Option<&'f RawValue>,
    error: Option<&'f RawValue>,
    /// The first duplicated member.
    duplicated: Option<&'static str>,
}

impl<'f> Members<'f> {
    /// Interprets the members. `problem` describes an error that was found in the message as a
    /// whole.
    fn message(mut self, problem: Option<String>) -> Result<IncomingMessage<'f>, DecodeError> {
        // Some peers write all members, and null for those that do not apply.
        self.method = self.method.filter(|json| !is_null(json));
        let problem = problem.or_else(|| self.problem());
        match problem {
            None => self.well_formed(),
            Some(problem) => self.malformed(problem),
        }
    }

    fn problem(&self) -> Option<String> {
        if let Some(name) = self.duplicated {
            return Some(format!("the member `{name}` is duplicated"));
        }
        match self.jsonrpc.map(RawValue::get) {
            Some("\"2.0\"") => None,
            // A reply in the form of JSON-RPC 1.0 is accepted.
            None if self.is_reply() => None,
            _ => Some("`jsonrpc` must be \"2.0\"".to_owned()),
        }
    }

    fn well_formed(self) -> Result<IncomingMessage<'f>, DecodeError> {
        // Many peers send both members in a reply, one of them null.
        let error = self.error.filter(|json| !is_null(json));
        let result = self.result.filter(|json| error.is_none() || !is_null(json));
        match (self.method, result, error) {
            (Some(method), None, None) if self.error.is_none() => self.call(method),
            (None, Some(value), None) => Ok(IncomingMessage::Result {
                id: number(self.id),
                value: Raw::json(value.get()),
            }),
            (None, None, Some(json)) => match remote_error(json) {
                Some(error) => Ok(IncomingMessage::Error {
                    id: number(self.id),
                    error,
                }),
                None => self.malformed(format!("`error` is not an object: {}", excerpt(json))),
            },
            _ => self.malformed(
                "the message must have exactly one of `method`, `result` and `error`".to_owned(),
            ),
        }
    }

    /// Handles an invalid message. If it is a reply to a call of this side, the call fails.
    fn malformed(&self, problem: String) -> Result<IncomingMessage<'f>, DecodeError> {
        match number(self.id) {
            Some(id) if self.method.is_none() || self.has_outcome() => {
                Ok(IncomingMessage::Malformed {
                    id,
                    problem,
                    call: self.parts(),
                })
            }
            _ => Err(self.invalid(&problem)),
        }
    }

    fn has_outcome(&self) -> bool {
        self.result.is_some() || self.error.is_some()
    }

    fn is_reply(&self) -> bool {
        self.method.is_none() && number(self.id).is_some()
    }

    fn call(&self, method: &'f RawValue) -> Result<IncomingMessage<'f>, DecodeError> {
        let method = text(method).ok_or_else(|| self.invalid("`method` must be a string"))?;
        let no_id = || self.invalid("`id` must be a number, a short string or null");
        let no_params = || DecodeError::Params {
            problem: "`params` must be an object or a list".to_owned(),
            call: self.parts(),
        };
        Ok(IncomingMessage::Call {
            method,
            id: self.id.map(|json| id(json).ok_or_else(no_id)).transpose()?,
            params: params(self.params).ok_or_else(no_params)?,
        })
    }

    fn invalid(&self, problem: &str) -> DecodeError {
        DecodeError::Invalid {
            problem: problem.to_owned(),
            call: self.parts(),
        }
    }

    fn parts(&self) -> CallParts {
        CallParts {
            id: self.asked(),
            method: self.method.and_then(text).map(Cow::into_owned),
            arguments: self.params.map(|json| json.get().as_bytes().to_vec()),
        }
    }

    /// Returns the id of the intended call. The id of a reply belongs to this side: an error sent
    /// with it would settle an unrelated call that the peer made.
    fn asked(&self) -> Option<Id> {
        if self.may_be_reply() {
            return None;
        }
        self.id.filter(|json| !is_null(json)).and_then(id)
    }

    fn may_be_reply(&self) -> bool {
        self.method.is_none() && self.has_outcome()
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
    let text = json.get();
    if let Ok(number) = text.parse() {
        return Some(Id::Number(number));
    }
    if text.len() > MAX_ID || text.starts_with(['[', '{', 't', 'f']) {
        return None;
    }
    Some(Id::Other(text.as_bytes().into()))
}

/// The maximum length of an id that is echoed, in bytes of its encoded form.
const MAX_ID: usize = 256;

/// Returns the id as an integer, if it is one: `2`, or `2.0` or `"2"`, as some peers write it.
fn number(json: Option<&RawValue>) -> Option<u64> {
    whole(json?.get())
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

/// Reads an error object. Unusable members are ignored, because the call fails in any case.
fn remote_error(json: &RawValue) -> Option<RemoteError> {
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
fn excerpt(json: &RawValue) -> String {
    super::excerpt(json.get().as_bytes())
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
            let (place, name) = match member {
                MemberName::Jsonrpc => (&mut members.jsonrpc, "jsonrpc"),
                MemberName::Method => (&mut members.method, "method"),
                MemberName::Params => (&mut members.params, "params"),
                MemberName::Id => (&mut members.id, "id"),
                MemberName::Result => (&mut members.result, "result"),
                MemberName::Error => (&mut members.error, "error"),
                MemberName::Other => continue,
            };
            if place.is_some() {
                members.duplicated.get_or_insert(name);
            } else {
                *place = Some(value);
            }
        }
        Ok(members)
    }
}

/// The names of known members. JSON-RPC allows others, which are ignored.
enum MemberName {
    Jsonrpc,
    Method,
    Params,
    Id,
    Result,
    Error,
    Other,
}

impl<'de> Deserialize<'de> for MemberName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(MemberNameVisitor)
    }
}

struct MemberNameVisitor;

impl Visitor<'_> for MemberNameVisitor {
    type Value = MemberName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<MemberName, E> {
        Ok(match name {
            "jsonrpc" => MemberName::Jsonrpc,
            "method" => MemberName::Method,
            "params" => MemberName::Params,
            "id" => MemberName::Id,
            "result" => MemberName::Result,
            "error" => MemberName::Error,
            _ => MemberName::Other,
        })
    }
}
