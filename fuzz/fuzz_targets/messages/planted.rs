//! A planted panic, which shows that the fuzzer finds panics.

use std::sync::LazyLock;

use qrpc_runtime::codec::{Id, IncomingMessage};

/// Whether the panic is planted.
static IS_PLANTED: LazyLock<bool> = LazyLock::new(|| std::env::var_os("QRPC_FUZZ_PLANT").is_some());

/// Panics if the panic is planted and the message is a call whose id is the empty string, which no
/// message of the corpus is.
pub(crate) fn panic_if_told(message: &IncomingMessage<'_>) {
    let IncomingMessage::Call { id, .. } = message else {
        return;
    };
    let is_empty = matches!(id, Some(Id::Other(text)) if **text == *b"\"\"");
    assert!(!(*IS_PLANTED && is_empty), "the planted panic was found");
}
