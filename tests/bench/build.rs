//! Generates the stub that the `qrpc` peer uses.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    qrpc_gen::compile("echo.yaml")?;
    Ok(())
}
