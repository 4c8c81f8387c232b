//! Generates the stubs of the protocols.

use std::error::Error;

const SPECS: &[&str] = &[
    "../../schemas/acp.yaml",
    "../../schemas/lsp.yaml",
    "../../schemas/mcp.yaml",
    "foreign.yaml",
];

fn main() -> Result<(), Box<dyn Error>> {
    for spec in SPECS {
        qrpc_gen::compile(spec)?;
    }
    Ok(())
}
