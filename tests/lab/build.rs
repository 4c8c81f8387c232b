//! Makes the stubs of today's Lab and of a later one.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for spec in ["../../schemas/lab.yaml", "newer_lab.yaml"] {
        qrpc_gen::compile(spec)?;
    }
    Ok(())
}
