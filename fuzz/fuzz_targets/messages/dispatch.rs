//! A running API with handlers, to which a peer sends arbitrary bytes. The connection ends, every
//! answer is a message, and the API still answers others.

use std::sync::{Arc, LazyLock};

use qrpc_runtime::codec::{Codec, IncomingMessage, Split};

use crate::CODECS;
use crate::memory::Memory;

/// The stub of a spec that uses every feature of the language.
#[allow(dead_code, unreachable_pub, clippy::pedantic)]
#[path = "../../../tests/stubs/every.snap.rs"]
mod every;

/// The running APIs, one for each codec.
static APIS: LazyLock<Vec<Running>> = LazyLock::new(|| CODECS.iter().map(Running::start).collect());

struct Running {
    api: every::Every,
    memory: Memory,
}

impl Running {
    fn start(codec: &Arc<dyn Codec>) -> Self {
        let memory = Memory::default();
        let api = every::Every::builder()
            .codec(Arc::clone(codec))
            .transport(memory.clone());
        let api = api.build().expect("the options are valid");
        api.nothing.connect(|_sender| ());
        api.measure
            .try_connect(|_sender, args| Err(args.label.into()));
        api.log.connect(|_sender, _args| ());
        api.tree.connect(|_sender, args| args.tree);
        api.say.connect(|_sender, _args| ());
        api.shout.connect(|sender, args| {
            // The answer of the peer is among the bytes, or does not come.
            let confirmed = sender.confirm(every::args::Confirm {
                question: args.text,
            });
            confirmed.cancel();
        });
        api.start().expect("the transport starts");
        Self { api, memory }
    }
}

pub(crate) fn check(codec: usize, bytes: &[u8]) {
    let running = &APIS[codec];
    let received = running.memory.talk(bytes);
    let codec = &*CODECS[codec];
    let mut rest = received.as_slice();
    while !rest.is_empty() {
        let Split::Frame { payload, next } = codec.split(rest, 0) else {
            panic!("a part of a frame was sent");
        };
        let message = codec.decode(&rest[payload]);
        assert!(message.is_ok(), "an answer is not a message");
        if let Ok(IncomingMessage::Batch { problem, .. }) = message {
            assert!(problem.is_none(), "a batch of answers has a problem");
        }
        rest = &rest[next..];
    }
    assert!(running.api.is_running());
}
