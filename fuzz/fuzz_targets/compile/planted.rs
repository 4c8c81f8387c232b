//! A planted panic, which shows that the fuzzer finds panics.

use std::sync::LazyLock;

use qrpc_gen::model::{Api, Method};

/// Whether the panic is planted.
static IS_PLANTED: LazyLock<bool> = LazyLock::new(|| std::env::var_os("QRPC_FUZZ_PLANT").is_some());

/// Panics if that is wanted and a method is called `boom` and has two arguments.
pub(crate) fn panic_if_told(api: &Api) {
    if *IS_PLANTED && api.methods.iter().any(is_boom) {
        panic!("the planted panic was found");
    }
}

fn is_boom(method: &Method) -> bool {
    // Letter by letter, so that the fuzzer notices each letter that it guesses.
    let pairs = method.wire.bytes().zip("boom".bytes());
    let alike = pairs.take_while(|(found, wanted)| found == wanted).count();
    alike == 4 && method.wire.len() == 4 && method.args.len() == 2
}
