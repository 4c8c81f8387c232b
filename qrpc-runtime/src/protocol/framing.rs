//! Encoding of messages as frames, with the codec, security provider and limits of all connections.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use super::CancelSpec;
use crate::codec::{Codec, EncodeError, OutgoingMessage};
use crate::limits::Limits;
use crate::security::{Sealed, Security};

/// The notification that carries security information. The notification is sent directly before the
/// message that the information describes.
pub(super) const SECINFO: &str = "rpc.secinfo";

/// The settings that all connections of an API share.
pub(crate) struct Protocol {
    pub(crate) codec: Arc<dyn Codec>,
    pub(crate) security: Arc<dyn Security>,
    pub(crate) limits: Limits,
    pub(crate) cancel: CancelSpec,
}

impl Protocol {
    pub(crate) fn new(codec: &dyn Codec, security: Arc<dyn Security>, limits: Limits) -> Self {
        Self {
            codec: codec.with_max_depth(limits.depth),
            security,
            limits,
            cancel: CancelSpec::DEFAULT,
        }
    }

    /// Returns the same settings with another way to cancel calls.
    pub(crate) fn cancelled_by(self, cancel: CancelSpec) -> Self {
        Self { cancel, ..self }
    }

    /// Appends `message` as a frame. Appends nothing on failure, including a panic.
    pub(crate) fn write(
        &self,
        message: &OutgoingMessage<'_>,
        into: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        all_or_nothing(into, |into| {
            let start = into.len();
            self.codec.encode(message, into)?;
            self.seal(start, into)
        })
    }

    /// Appends a payload as a frame. Appends nothing on failure, including a panic.
    pub(crate) fn write_payload(
        &self,
        payload: &[u8],
        into: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        all_or_nothing(into, |into| {
            let start = into.len();
            into.extend_from_slice(payload);
            self.seal(start, into)
        })
    }

    /// Returns the payload of `message`, for a batch.
    pub(crate) fn payload(&self, message: &OutgoingMessage<'_>) -> Result<Vec<u8>, EncodeError> {
        let mut payload = Vec::new();
        all_or_nothing(&mut payload, |payload| {
            self.codec.encode(message, payload)?;
            // A message that cannot be sent alone would prevent that the batch is sent.
            let mut frame = payload.clone();
            self.codec.frame(&mut frame, 0)?;
            self.check_size(frame.len())
        })?;
        Ok(payload)
    }

    /// Turns the payload that begins at `start` into a frame.
    fn seal(&self, start: usize, into: &mut Vec<u8>) -> Result<(), EncodeError> {
        let sealed = self
            .security
            .seal(&into[start..])
            .map_err(|error| EncodeError(error.0))?;
        match sealed {
            None => self.codec.frame(into, start)?,
            Some(sealed) => self.frame_sealed(start, sealed, into)?,
        }
        self.check_size(into.len() - start)
    }

    fn frame_sealed(
        &self,
        start: usize,
        sealed: Sealed,
        into: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        let payload = sealed.payload.unwrap_or_else(|| into[start..].to_vec());
        into.truncate(start);
        if !sealed.info.is_empty() {
            let header = OutgoingMessage::Call {
                method: SECINFO,
                id: None,
                args: &sealed.info,
                timeout: None,
            };
            self.codec.encode(&header, into)?;
            self.codec.frame(into, start)?;
        }
        let second = into.len();
        into.extend_from_slice(&payload);
        self.codec.frame(into, second)
    }

    fn check_size(&self, size: usize) -> Result<(), EncodeError> {
        let limit = self.limits.frame;
        if size <= limit {
            return Ok(());
        }
        Err(EncodeError(format!(
            "the frame has {size} bytes, but the limit is {limit}"
        )))
    }
}

/// Lets `write` append. Removes what it has appended if it fails or panics.
fn all_or_nothing(
    into: &mut Vec<u8>,
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), EncodeError>,
) -> Result<(), EncodeError> {
    let start = into.len();
    let write = AssertUnwindSafe(|| write(into));
    let written = panic::catch_unwind(write).unwrap_or_else(|_| Err(panicked()));
    if written.is_err() {
        into.truncate(start);
    }
    written
}

fn panicked() -> EncodeError {
    EncodeError("the value, the codec or the security provider panicked".to_owned())
}
