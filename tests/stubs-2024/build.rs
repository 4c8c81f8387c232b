//! Makes a stub that is too long to be kept: of more methods, each with more arguments, than clippy
//! lets a function have lines.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const MANY: usize = 120;

fn main() -> Result<(), Box<dyn Error>> {
    let spec = Path::new(&env::var("OUT_DIR")?).join("many.yaml");
    fs::write(&spec, many()?)?;
    qrpc_gen::compile(spec)?;
    Ok(())
}

fn many() -> Result<String, std::fmt::Error> {
    let mut text = "api: Many\nmethods:\n".to_owned();
    for number in 0..MANY {
        writeln!(text, "  method_{number}: {{ direction: both }}")?;
    }
    text += "  all: { direction: incoming, allow_positional_args: true, args: {";
    for number in 0..MANY {
        write!(text, " arg_{number}: u8,")?;
    }
    Ok(text + " } }\n")
}
