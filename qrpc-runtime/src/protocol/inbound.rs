//! The receiving half of a session: turns bytes, split at any position, into messages.

mod ahead;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::mem;
use std::ops::Range;

use ahead::Ahead;

use super::framing::{Protocol, SECINFO};
use crate::Value;
use crate::codec::{DecodeError, IncomingMessage, Params, Split};
use crate::error::DisconnectReason;
use crate::security::{Opened, SecInfo};

/// A received frame.
pub(super) enum Received<'f> {
    /// A message, and the security provider's information about its sender.
    Message(IncomingMessage<'f>, SecInfo),
    /// A frame without a valid message.
    Noise(DecodeError),
}

/// A callback for received frames. The second argument of the callback is the payload length in
/// bytes.
type Each<'a> = dyn FnMut(Received<'_>, usize) + 'a;

/// The bytes cannot be split into frames any more, so the connection must end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Broken(String);

/// The state that is kept between two reads.
#[derive(Default)]
pub(crate) struct Inbound {
    partial: Vec<u8>,
    scanned: usize,
    /// The frame at the beginning of `partial`, if its end is known and has not arrived yet.
    announced: Option<Announced>,
    header: Option<SecInfo>,
    /// Whether complete frames may be left in `partial`, because the limit for messages in progress
    /// was reached.
    paused: bool,
    ahead: Ahead,
    /// The end of the stream, if it was read while messages before it wait.
    end: Option<StreamEnd>,
}

/// The end of a stream that was read while messages before it wait.
pub(crate) enum StreamEnd {
    /// The peer sends nothing more, but may still read replies.
    Ended(DisconnectReason),
    /// The stream failed, so all calls of the peer are cancelled. The waiting messages are no
    /// longer held back.
    Failed,
}

/// The payload of a frame, and the number of bytes up to the next frame.
type Announced = (Range<usize>, usize);

impl Inbound {
    /// Adds bytes, and passes the messages that they complete to `each`, in order, until `enough`
    /// returns true. The next `receive` passes the remaining messages.
    pub(super) fn receive(
        &mut self,
        protocol: &Protocol,
        bytes: &[u8],
        enough: &dyn Fn() -> bool,
        each: &mut Each<'_>,
    ) -> Result<(), Broken> {
        if self.partial.is_empty() {
            let used = self.frames(protocol, bytes, enough, each)?;
            self.partial.extend_from_slice(&bytes[used..]);
            self.ahead.handled(used);
        } else {
            let mut partial = mem::take(&mut self.partial);
            partial.extend_from_slice(bytes);
            let used = self.frames(protocol, &partial, enough, each)?;
            self.keep(partial, used);
            self.ahead.handled(used);
        }
        self.check_size(protocol)
    }

    /// Whether received messages, or the end of the stream, are left that were not passed on yet.
    pub(crate) fn is_paused(&self) -> bool {
        self.paused || self.end.is_some()
    }

    /// Notes the end of the stream, which is passed on after the waiting messages.
    pub(crate) fn end(&mut self, end: StreamEnd) {
        self.end = Some(end);
    }

    /// Whether the stream has failed, so that its last messages are not held back.
    pub(super) fn has_failed(&self) -> bool {
        matches!(self.end, Some(StreamEnd::Failed))
    }

    /// Takes the reason for which the stream has ended, if all messages before the end were passed
    /// on.
    pub(crate) fn take_end(&mut self) -> Option<DisconnectReason> {
        if self.paused {
            return None;
        }
        match self.end.take()? {
            StreamEnd::Ended(reason) => Some(reason),
            StreamEnd::Failed => None,
        }
    }

    /// Returns the bytes of an incomplete frame.
    pub(crate) fn left_over(&self) -> &[u8] {
        &self.partial
    }

    fn keep(&mut self, mut bytes: Vec<u8>, used: usize) {
        if used < bytes.len() {
            bytes.drain(..used);
            self.partial = bytes;
        }
    }

    fn check_size(&self, protocol: &Protocol) -> Result<(), Broken> {
        let limit = protocol.limits.frame;
        if self.paused || self.announced.is_some() || self.partial.len() <= limit {
            return Ok(());
        }
        Err(Broken(format!(
            "a frame exceeds `Limits::frame`, {limit} bytes"
        )))
    }

    /// Handles the complete frames in `bytes` and returns their total length.
    fn frames(
        &mut self,
        protocol: &Protocol,
        bytes: &[u8],
        enough: &dyn Fn() -> bool,
        each: &mut Each<'_>,
    ) -> Result<usize, Broken> {
        let mut at = 0;
        self.paused = false;
        loop {
            if at > 0 && enough() {
                self.paused = at < bytes.len();
                return Ok(at);
            }
            let rest = bytes.get(at..).unwrap_or_default();
            match self.split(protocol, rest) {
                Split::Frame { payload, next } => {
                    check_payload(protocol, payload.len())?;
                    if next > rest.len() {
                        self.announced = Some((payload, next));
                        return Ok(at);
                    }
                    let payload = rest.get(payload).unwrap_or_default();
                    self.frame(protocol, payload, each);
                    at += next.max(1);
                }
                Split::Partial(scanned) => {
                    self.scanned = scanned;
                    return Ok(at);
                }
                Split::Broken(problem) => return Err(Broken(problem.into_owned())),
            }
        }
    }

    fn split(&mut self, protocol: &Protocol, bytes: &[u8]) -> Split {
        match self.announced.take() {
            Some((payload, next)) => Split::Frame { payload, next },
            None => protocol.codec.split(bytes, mem::take(&mut self.scanned)),
        }
    }

    /// Handles one payload. An empty payload is skipped, as in quickrpc.
    fn frame(&mut self, protocol: &Protocol, payload: &[u8], each: &mut Each<'_>) {
        if payload.is_empty() {
            return;
        }
        let each = &mut |received: Received<'_>| each(received, payload.len());
        let received = match self.header.take() {
            Some(header) => secured(protocol, payload, header, each),
            None => self.unsecured(protocol, payload, each),
        };
        if let Err(noise) = received {
            each(Received::Noise(noise));
        }
    }

    /// Handles a payload without a preceding security header. The payload may be a security header
    /// itself.
    fn unsecured(
        &mut self,
        protocol: &Protocol,
        payload: &[u8],
        each: &mut dyn FnMut(Received<'_>),
    ) -> Result<(), DecodeError> {
        let message = protocol.codec.decode(payload)?;
        if let Some(header) = as_header(&message) {
            self.header = Some(header);
            return Ok(());
        }
        let opened = open(protocol, payload, SecInfo::default())?;
        if matches!(opened.payload, Cow::Borrowed(_)) {
            each(Received::Message(message, opened.info));
        } else {
            each(Received::Message(
                protocol.codec.decode(&opened.payload)?,
                opened.info,
            ));
        }
        Ok(())
    }
}

fn check_payload(protocol: &Protocol, length: usize) -> Result<(), Broken> {
    let limit = protocol.limits.frame;
    if length <= limit {
        return Ok(());
    }
    Err(Broken(format!(
        "a frame has {length} bytes, but `Limits::frame` is {limit}"
    )))
}

fn secured(
    protocol: &Protocol,
    payload: &[u8],
    header: SecInfo,
    each: &mut dyn FnMut(Received<'_>),
) -> Result<(), DecodeError> {
    let opened = open(protocol, payload, header)?;
    each(Received::Message(
        protocol.codec.decode(&opened.payload)?,
        opened.info,
    ));
    Ok(())
}

fn open<'p>(
    protocol: &Protocol,
    payload: &'p [u8],
    info: SecInfo,
) -> Result<Opened<'p>, DecodeError> {
    protocol
        .security
        .open(payload, info)
        .map_err(|error| DecodeError::invalid(error.0))
}

/// Returns the security information in `message`, if it is a security header.
fn as_header(message: &IncomingMessage<'_>) -> Option<SecInfo> {
    match message {
        IncomingMessage::Call {
            method,
            id: None,
            params: Params::Named(info),
            ..
        } if method == SECINFO => info
            .decode::<BTreeMap<String, Value>>()
            .ok()
            .map(SecInfo::from),
        _ => None,
    }
}
