/// Connects both sides to each other within this process and starts them, for tests.
///
/// # Errors
///
/// When a thread could not be started.
#[allow(dead_code)]
{{ signature }}
    ::qrpc_runtime::codegen::pair(normal, inverted)
}
