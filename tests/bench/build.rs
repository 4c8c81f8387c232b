//! Generates the stub that the peer `qrpc` of the benchmark uses.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    qrpc_gen::compile("echo.yaml")?;
    Ok(())
}
