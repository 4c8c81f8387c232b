//! Generates the stubs of all rows, and for each stub the code that starts its sides and calls its
//! methods.

#[path = "src/row.rs"]
#[expect(dead_code, unreachable_pub, reason = "tests read the rest of it")]
mod row;

#[path = "build/glue.rs"]
mod glue;

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use qrpc_gen::{Options, Sides, Source, Stub, generate};
use row::Row;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rows");
    println!("cargo::rerun-if-changed=src/row.rs");
    let mut stubs = Stubs {
        folder: env::var("OUT_DIR")?.into(),
        known: HashMap::new(),
        text: String::new(),
    };
    let mut rows = String::new();
    for row in row::all(Path::new("rows"))? {
        let (old, new) = (stubs.of(&row, &row.old)?, stubs.of(&row, &row.new)?);
        writeln!(
            rows,
            "    ({:?}, {old}::VERSION, {new}::VERSION),",
            row.name
        )?;
    }
    let text = stubs.text;
    let text = format!(
        "{text}\n/// The rows, by name.\npub static ROWS: &[(&str, Version, Version)] = &[\n{rows}];\n"
    );
    fs::write(stubs.folder.join("stubs.rs"), text)?;
    Ok(())
}

/// The generated stubs. Rows with the same spec share a stub.
struct Stubs {
    folder: PathBuf,
    known: HashMap<String, String>,
    text: String,
}

impl Stubs {
    /// Returns the name of the module with the stub of a spec. Generates the stub on first use.
    fn of(&mut self, row: &Row, spec: &str) -> Result<String, Box<dyn Error>> {
        if let Some(module) = self.known.get(spec) {
            return Ok(module.clone());
        }
        let module = format!("stub_{}", self.known.len());
        let stub = stub(row, &row.source(spec))?;
        let path = self.folder.join(format!("{module}.rs"));
        fs::write(&path, &stub.text)?;
        let shared = row
            .shared()
            .map(|shared| self.shared(row, &shared, &module));
        self.text += &glue::module(&module, &path, shared.transpose()?.as_deref(), &stub.api)?;
        self.known.insert(spec.to_owned(), module.clone());
        Ok(module)
    }

    /// Writes the stub of the file that both specs of a row use.
    fn shared(&self, row: &Row, shared: &Source, module: &str) -> Result<PathBuf, Box<dyn Error>> {
        let path = self.folder.join(format!("{module}_shared.rs"));
        fs::write(&path, stub(row, shared)?.text)?;
        Ok(path)
    }
}

fn stub(row: &Row, source: &Source) -> Result<Stub, Box<dyn Error>> {
    let options = Options {
        sides: Sides::Both,
        renewal: "cargo build".to_owned(),
    };
    let output = generate(source, &options);
    let wrong = || {
        format!(
            "the row `{}` has a wrong spec: {:#?}",
            row.name, output.diagnostics
        )
    };
    output.stub.ok_or_else(|| wrong().into())
}
