//! Builds the stubs that the tests run.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for spec in [
        "../../schemas/my_api.yaml",
        "../../schemas/echo_api.yaml",
        "schemas/bench.yaml",
    ] {
        qrpc_gen::compile(spec)?;
    }
    Ok(())
}
