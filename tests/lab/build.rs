//! Generates the stubs of the API `Lab`, and of a newer version of that API.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for spec in ["../../schemas/lab.yaml", "newer_lab.yaml"] {
        qrpc_gen::compile(spec)?;
    }
    Ok(())
}
