//! Reads arbitrary bytes as messages, with every codec, and as the strings of transports, codecs
//! and security providers. Nothing may panic or hang, however the bytes are split.
#![no_main]

mod decode;
mod dispatch;
mod memory;
mod mutation;
mod planted;
mod strings;

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use qrpc_runtime::codec::{Codec, Headers, Jrpc, Msgpack, Terse};

/// Every codec.
static CODECS: LazyLock<Vec<Arc<dyn Codec>>> = LazyLock::new(|| {
    let delimited = |text| Jrpc::delimited_by(text).expect("the delimiter is not empty");
    let codecs: [&dyn Codec; 6] = [
        &Jrpc::default(),
        &delimited("\n"),
        // This delimiter cuts batches of replies.
        &delimited("},{"),
        &Headers::default(),
        &Msgpack::default(),
        &Terse::default(),
    ];
    codecs.map(|codec| codec.with_max_depth(64)).into()
});

// The first byte says what the others are: a letter per codec and use.
fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let kind = usize::from(kind.wrapping_sub(b'a'));
    let codec = &CODECS[kind % CODECS.len()];
    match kind / CODECS.len() % 3 {
        0 => decode::check(&**codec, bytes),
        1 => dispatch::check(kind % CODECS.len(), bytes),
        _ => strings::check(bytes),
    }
});

// libFuzzer itself mutates one of four inputs.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if size < 2 || seed % 4 == 0 {
        return fuzzer_mutate(data, size, max_size);
    }
    let mutated = mutation::mutate(&data[1..size], seed);
    let kept = mutated.len().min(max_size - 1);
    data[1..=kept].copy_from_slice(&mutated[..kept]);
    kept + 1
});
