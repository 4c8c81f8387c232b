//! JSON-RPC messages. Messages that are read borrow from the frame.

use std::borrow::Cow;

use anyhow::Result;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::END;

/// A request as a client writes it: a call with an id, or a notification without an id.
#[derive(Serialize)]
pub(crate) struct Request<'a> {
    jsonrpc: &'static str,
    method: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<TextArgument<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
}

impl<'a> Request<'a> {
    /// A request with or without a text, and with or without an id.
    pub(crate) fn new(method: &'a str, text: Option<&'a str>, id: Option<u64>) -> Self {
        Self {
            jsonrpc: "2.0",
            method,
            params: text.map(|text| TextArgument { text: text.into() }),
            id,
        }
    }

    /// Appends the message and the byte [`END`](super::END) to `out`.
    pub(crate) fn write(&self, out: &mut Vec<u8>) -> Result<()> {
        append(self, out)
    }
}

/// The arguments of `echo` and `note`.
#[derive(Deserialize, Serialize)]
pub(crate) struct TextArgument<'a> {
    #[serde(borrow)]
    pub(crate) text: Cow<'a, str>,
}

/// A request as the server reads it.
#[derive(Deserialize)]
pub(super) struct Received<'a> {
    #[serde(borrow)]
    pub(super) method: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) params: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) id: Option<&'a RawValue>,
}

/// A reply as the server writes it.
#[derive(Serialize)]
pub(super) struct Answer<'a, R> {
    jsonrpc: &'static str,
    result: R,
    id: &'a RawValue,
}

impl<'a, R: Serialize> Answer<'a, R> {
    pub(super) fn new(id: &'a RawValue, result: R) -> Self {
        Self {
            jsonrpc: "2.0",
            result,
            id,
        }
    }

    /// Appends the message and the byte [`END`](super::END) to `out`.
    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<()> {
        append(self, out)
    }
}

/// A reply as a client reads it.
#[derive(Deserialize)]
pub(crate) struct Reply<'a> {
    #[serde(borrow)]
    pub(crate) result: &'a RawValue,
    pub(crate) id: u64,
}

fn append(message: &impl Serialize, out: &mut Vec<u8>) -> Result<()> {
    serde_json::to_writer(&mut *out, message)?;
    out.push(END);
    Ok(())
}
