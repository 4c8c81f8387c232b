//! Generates stubs that are too long for golden files. One stub has more methods, and a method with
//! more arguments, than the number of lines that clippy allows in a function. The other stubs have
//! all names that may have a meaning in Rust.

mod names;

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const MANY: usize = 120;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::var("OUT_DIR")?;
    let specs = [("many".to_owned(), many()?)].into_iter();
    for (name, text) in specs.chain(names::specs()) {
        let spec = Path::new(&folder).join(format!("{name}.yaml"));
        fs::write(&spec, text)?;
        qrpc_gen::compile(spec)?;
    }
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
