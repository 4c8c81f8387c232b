//! Messages that own their values, so that sent and received ones can be compared.

use std::sync::Arc;

use super::super::{Broken, Inbound, Received};
use crate::codec::{
    Codec, EncodeError, Headers, Id, IncomingMessage, Jrpc, OutgoingMessage, Params, Terse,
};
use crate::error::RemoteError;
use crate::limits::Limits;
use crate::protocol::framing::Protocol;
use crate::security::NoSecurity;
use crate::{Map, Value};

/// Every codec, by its string.
pub(super) fn codecs() -> Vec<Arc<dyn Codec>> {
    vec![
        Arc::new(Jrpc::default()),
        Arc::new(Jrpc::delimited_by("\n").unwrap()),
        Arc::new(Headers::default()),
        Arc::new(Terse::default()),
        #[cfg(feature = "msgpack")]
        Arc::new(crate::codec::Msgpack::default()),
    ]
}

pub(super) fn protocol(codec: &dyn Codec, limits: Limits) -> Protocol {
    Protocol::new(codec, Arc::new(NoSecurity), limits)
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Heard {
    Call(String, Option<u64>, Value),
    Result(u64, Value),
    Error(Option<u64>, RemoteError),
    /// A frame without a valid message.
    Nothing,
}

impl Heard {
    pub(super) fn write(&self, protocol: &Protocol, into: &mut Vec<u8>) -> Result<(), EncodeError> {
        let number = Id::Number;
        match self {
            Self::Call(method, id, args) => {
                let id = *id;
                protocol.write(
                    &OutgoingMessage::Call {
                        method,
                        id,
                        args,
                        timeout: None,
                    },
                    into,
                )
            }
            Self::Result(id, value) => {
                let id = &number(*id);
                protocol.write(&OutgoingMessage::Result { id, value }, into)
            }
            Self::Error(id, error) => {
                let id = id.map(number);
                let id = id.as_ref();
                protocol.write(&OutgoingMessage::Error { id, error }, into)
            }
            Self::Nothing => Ok(()),
        }
    }

    fn read(message: &IncomingMessage<'_>) -> Option<Self> {
        Some(match message {
            IncomingMessage::Call {
                method, id, params, ..
            } => {
                let id = match id {
                    None => None,
                    Some(Id::Number(number)) => Some(*number),
                    Some(Id::Other(_)) => return None,
                };
                let args = match params {
                    Params::Absent => Value::Map(Map::new()),
                    Params::Named(args) | Params::Positional(args) => args.decode().ok()?,
                };
                Self::Call(method.to_string(), id, args)
            }
            IncomingMessage::Result { id, value } => Self::Result((*id)?, value.decode().ok()?),
            IncomingMessage::Error { id, error } => Self::Error(*id, error.clone()),
            IncomingMessage::Malformed { .. } | IncomingMessage::Batch { .. } => return None,
        })
    }
}

/// Receives the chunks one after the other.
pub(super) fn hear<'a>(
    protocol: &Protocol,
    chunks: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<Heard>, Broken> {
    let (mut inbound, mut heard) = (Inbound::default(), Vec::new());
    let most = protocol.limits.frame + (8 << 10);
    for chunk in chunks {
        inbound.receive(protocol, chunk, &|| false, &mut |received, _| {
            heard.push(match &received {
                Received::Message(message, _) => Heard::read(message).unwrap_or(Heard::Nothing),
                Received::Noise(_) => Heard::Nothing,
            });
        })?;
        assert!(inbound.partial.len() <= most, "more than a frame is kept");
    }
    Ok(heard)
}
