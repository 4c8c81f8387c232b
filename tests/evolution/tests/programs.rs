//! A program that was written for the old stub of a row compiles with the new stub exactly if the
//! table does not say `source`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use evolution::row::{self, Row};
use evolution::table;
use qrpc_gen::{Options, Sides, Source, generate};
use serde_json::Value;

/// The beginning of each program.
const HEAD: &str = "#[allow(unused_imports)]\nuse super::api::{self, *};\n#[allow(unused_imports)]\nuse qrpc_runtime::All;\n";

fn rows() -> Vec<Row> {
    row::all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rows")).unwrap()
}

#[test]
fn a_program_still_compiles_unless_the_table_says_source() {
    let (mut rows, folder) = (rows(), tempfile::tempdir().unwrap());
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    lay_out(&rows, &old, |row| &row.old);
    assert_eq!(
        broken(&rows, &old),
        BTreeSet::new(),
        "these are wrong from the start"
    );

    lay_out(&rows, &new, |row| &row.new);
    let mut all = BTreeSet::new();
    // Wrong names in one program may keep the compiler from checking types in other programs, and
    // wrong types from checking borrows, so the remaining programs are compiled again.
    loop {
        let found = broken(&rows, &new);
        if found.is_empty() {
            break;
        }
        rows.retain(|row| !found.contains(&row.name));
        all.extend(found);
    }
    let mut table = table::read().unwrap();
    table.retain(|row| row.grade.ends_with("source"));
    let said: BTreeSet<_> = table.into_iter().map(|row| row.name).collect();
    assert_eq!(all, said);
}

#[test]
fn every_row_has_a_program() {
    for row in rows() {
        assert!(
            row.program.contains("struct") || row.program.contains("fn program"),
            "{}",
            row.name
        );
    }
}

/// Writes the stubs of one version, each with its program beside it.
fn lay_out(rows: &[Row], folder: &Path, spec: impl Fn(&Row) -> &str) {
    fs::create_dir(folder).unwrap();
    for row in rows {
        let folder = folder.join(row.module());
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("api.rs"), stub(&row.source(spec(row)))).unwrap();
        fs::write(folder.join("program.rs"), format!("{HEAD}{}", row.program)).unwrap();
        let mut modules = "mod api;\nmod program;\n".to_owned();
        if let Some(shared) = row.shared() {
            fs::write(folder.join("shared.rs"), stub(&shared)).unwrap();
            modules += "mod shared;\n";
        }
        fs::write(folder.join("mod.rs"), modules).unwrap();
    }
}

fn stub(source: &Source) -> String {
    let options = Options {
        sides: Sides::Both,
        renewal: String::new(),
    };
    generate(source, &options).stub.unwrap().text
}

/// Returns the rows in whose programs the compiler finds errors.
fn broken(rows: &[Row], folder: &Path) -> BTreeSet<String> {
    let mut root = "#![allow(dead_code)]\n".to_owned();
    for row in rows {
        writeln!(root, "mod {};", row.module()).unwrap();
    }
    fs::write(folder.join("lib.rs"), root).unwrap();
    let files = compile(folder);
    let hit = |row: &&Row| files.contains(&folder.join(row.module()).join("program.rs"));
    let found: BTreeSet<_> = rows
        .iter()
        .filter(hit)
        .map(|row| row.name.clone())
        .collect();
    assert!(files.is_empty() || !found.is_empty(), "{files:#?}");
    found
}

/// Compiles the crate in `folder`, and returns the files with errors.
fn compile(folder: &Path) -> Vec<PathBuf> {
    let (runtime, dependencies) = runtime();
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args([
            "--crate-type=lib",
            "--edition=2024",
            "--emit=metadata",
            "--error-format=json",
        ])
        .args(["--cap-lints=allow", "--extern"])
        .arg(format!("qrpc_runtime={}", runtime.display()))
        .arg("-L")
        .arg(format!("dependency={}", dependencies.display()))
        .args(["--out-dir".as_ref(), folder.as_os_str()])
        .arg(folder.join("lib.rs"))
        .output()
        .unwrap();
    let messages = String::from_utf8(output.stderr).unwrap();
    let messages = messages
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let messages: Vec<Value> = messages.collect();
    let errors = messages
        .iter()
        .filter(|message| message["level"] == "error");
    let spans = errors.flat_map(|error| error["spans"].as_array().unwrap());
    let primary = spans.filter(|span| span["is_primary"] == true);
    let files: Vec<PathBuf> = primary
        .map(|span| span["file_name"].as_str().unwrap().into())
        .collect();
    assert_eq!(output.status.success(), files.is_empty(), "{messages:#?}");
    files
}

/// Returns the path of the runtime library that this test was built with, and its folder. Of
/// several builds of the library, returns the newest.
fn runtime() -> (PathBuf, PathBuf) {
    let test = env::current_exe().unwrap();
    let folder = test.parent().unwrap();
    let is_runtime = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libqrpc_runtime-") && name.ends_with(".rlib")
    };
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let built = |path: &PathBuf| fs::metadata(path).unwrap().modified().unwrap();
    let newest = paths.filter(is_runtime).max_by_key(built);
    (newest.expect("the tests link it"), folder.to_owned())
}
