//! A planted panic, which shows that the fuzzer finds panics.

use std::sync::LazyLock;

use qrpc_gen::model::Api;

/// Whether the panic is planted.
static IS_PLANTED: LazyLock<bool> = LazyLock::new(|| std::env::var_os("QRPC_FUZZ_PLANT").is_some());

/// Panics if that is wanted and a method is called `boom` and has two arguments.
pub(crate) fn panic_if_told(api: &Api) {
    let is_boom = |name: &str| name == "boom";
    let mut methods = api.methods.iter();
    if *IS_PLANTED && methods.any(|method| is_boom(&method.wire) && method.args.len() == 2) {
        panic!("the planted panic was found");
    }
}
