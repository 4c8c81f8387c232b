//! Generates the stub that `src/lib.rs` includes.

fn main() -> Result<(), qrpc_gen::Error> {
    qrpc_gen::compile("lab.yaml")
}
