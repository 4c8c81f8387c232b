//! Generates the stubs that the tests use.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use qrpc_gen::{Options, Sides, Source, generate};

const README: &str = "../../README.md";

fn main() -> Result<(), Box<dyn Error>> {
    for spec in [
        "../../schemas/my_api.yaml",
        "../../schemas/echo_api.yaml",
        "schemas/bench.yaml",
        "schemas/editor.yaml",
        "schemas/tools.yaml",
        "schemas/json_rpc.yaml",
    ] {
        qrpc_gen::compile(spec)?;
    }
    compile_readme()
}

/// Writes the stub of the README's spec as `readme_api.rs`.
fn compile_readme() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={README}");
    let readme = fs::read_to_string(README)?;
    let spec = readme.split("```yaml\n").nth(1);
    let spec = spec.and_then(|rest| rest.split("```").next());
    let spec = spec.ok_or("the README has no spec")?;
    let options = Options {
        sides: Sides::Both,
        renewal: String::new(),
    };
    let output = generate(&Source::new("my_api.yaml", spec.as_bytes()), &options);
    let stub = output
        .stub
        .ok_or_else(|| format!("{:?}", output.diagnostics))?;
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    Ok(fs::write(folder.join("readme_api.rs"), stub.text)?)
}
