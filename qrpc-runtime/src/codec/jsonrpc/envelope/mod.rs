//! The JSON-RPC 2.0 envelope: the members of calls and replies.

mod members;
mod parts;

use std::borrow::Cow;

use serde_json::value::RawValue;

use members::Members;
use parts::{excerpt, id, is_null, number, params, remote_error, text, timeout};

use super::{CallParts, DecodeError, Id, IncomingMessage, unreadable};
use crate::codec::Raw;

/// Reads one message. `problem` describes an error that was already found, such as nesting that is
/// too deep. `accepts_null_params` says whether null as `params` means that there are none.
pub(super) fn read(
    json: &str,
    problem: Option<String>,
    accepts_null_params: bool,
) -> Result<IncomingMessage<'_>, DecodeError> {
    match serde_json::from_str::<Members<'_>>(json) {
        Ok(mut members) => {
            if accepts_null_params {
                members.params = members.params.filter(|json| !is_null(json));
            }
            members.message(problem)
        }
        Err(error) if error.is_data() => Err(DecodeError::invalid(error.to_string())),
        Err(error) => {
            let problem = format!("{error}: {}", super::excerpt(json.as_bytes()));
            unreadable::read(json, problem)
        }
    }
}

impl<'f> Members<'f> {
    /// Interprets the members. If `problem` is given, the message is invalid for that reason.
    fn message(mut self, problem: Option<String>) -> Result<IncomingMessage<'f>, DecodeError> {
        // Some peers write all members of a message, with null for the members that do not apply.
        self.method = self.method.filter(|json| !is_null(json));
        if self.method.is_some() {
            self.result = self.result.filter(|json| !is_null(json));
            self.error = self.error.filter(|json| !is_null(json));
        }
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
        match self.jsonrpc.map(text) {
            Some(Some(version)) if version == "2.0" => None,
            // A reply in the form of JSON-RPC 1.0 is accepted.
            None if self.is_reply() => None,
            _ => Some("`jsonrpc` must be \"2.0\"".to_owned()),
        }
    }

    fn well_formed(self) -> Result<IncomingMessage<'f>, DecodeError> {
        // Many peers send both `result` and `error` in a reply, one of them null.
        let error = self.error.filter(|json| !is_null(json));
        let result = self.result.filter(|json| error.is_none() || !is_null(json));
        match (self.method, result, error) {
            (Some(method), None, None) => self.call(method),
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

    /// Handles an invalid message. If the message is a reply to a call of this side, the call
    /// fails.
    fn malformed(&self, problem: String) -> Result<IncomingMessage<'f>, DecodeError> {
        let error = if self.method.is_none() && self.has_outcome() {
            DecodeError::InvalidReply(problem)
        } else {
            self.invalid(&problem)
        };
        match number(self.id).filter(|_| self.may_be_reply()) {
            Some(id) => Ok(IncomingMessage::Malformed { id, error }),
            None => Err(error),
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
        let no_params = || self.invalid("`params` must be an object or a list");
        Ok(IncomingMessage::Call {
            method,
            id: self.id.map(|json| id(json).ok_or_else(no_id)).transpose()?,
            params: params(self.params).ok_or_else(no_params)?,
            timeout: self.timeout.and_then(timeout),
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
            id: self.answerable_id(),
            method: self.method.and_then(text).map(Cow::into_owned),
            arguments: self.params.map(|json| json.get().as_bytes().to_vec()),
        }
    }

    /// Returns the id to which an error about this message may be sent. Returns `None` if the
    /// message has no id, or if it may be a reply: the id of a reply belongs to a call of this
    /// side, so the peer could take an error with this id for the reply to one of the peer's own
    /// calls. A reply may lack its result, because JavaScript does not write `undefined`.
    fn answerable_id(&self) -> Option<Id> {
        if self.may_be_reply() {
            return None;
        }
        self.id.filter(|json| !is_null(json)).and_then(id)
    }

    fn may_be_reply(&self) -> bool {
        self.method.is_none() && (self.has_outcome() || self.params.is_none())
    }
}
