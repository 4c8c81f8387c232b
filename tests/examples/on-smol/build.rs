//! Generates the stub that `src/main.rs` includes.

fn main() -> Result<(), qrpc_gen::Error> {
    qrpc_gen::compile("poll.yaml")
}
