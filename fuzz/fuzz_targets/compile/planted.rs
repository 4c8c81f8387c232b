//! A planted panic, which shows that the fuzzer finds panics.

use std::sync::LazyLock;

use qrpc_gen::model::{Api, Method};

/// Whether the panic is planted.
static IS_PLANTED: LazyLock<bool> = LazyLock::new(|| std::env::var_os("QRPC_FUZZ_PLANT").is_some());

/// Panics if the panic is planted and the API has a method called `boom` with an argument and a
/// reply.
pub(crate) fn panic_if_told(api: &Api) {
    if *IS_PLANTED && api.methods.iter().any(is_boom) {
        panic!("the planted panic was found");
    }
}

fn is_boom(method: &Method) -> bool {
    method.wire == "boom" && !method.args.is_empty() && method.reply.is_some()
}
