//! Reading the known members of a message, each as raw JSON.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The known members of a message, not yet parsed.
#[derive(Default)]
pub(super) struct Members<'f> {
    pub(super) jsonrpc: Option<&'f RawValue>,
    pub(super) method: Option<&'f RawValue>,
    pub(super) params: Option<&'f RawValue>,
    pub(super) id: Option<&'f RawValue>,
    pub(super) result: Option<&'f RawValue>,
    pub(super) error: Option<&'f RawValue>,
    pub(super) timeout: Option<&'f RawValue>,
    /// The name of the first member that is duplicated, if any.
    pub(super) duplicated: Option<&'static str>,
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
                MemberName::Timeout => (&mut members.timeout, "rpc.timeout"),
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

/// The names of known members. JSON-RPC allows other members, which are ignored.
enum MemberName {
    Jsonrpc,
    Method,
    Params,
    Id,
    Result,
    Error,
    Timeout,
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
            "rpc.timeout" => MemberName::Timeout,
            _ => MemberName::Other,
        })
    }
}
