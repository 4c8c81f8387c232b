//! The program on hostile files, with little memory. The timeout is only a bound against hangs.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::folder::Folder;

const METHODS: &str = "api: A\nmethods: { m: { direction: both } }\n";

/// The address space of the program, in KiB, and the time that it may take.
const MEMORY: u32 = 256 * 1024;
const TIMEOUT: Duration = Duration::from_secs(120);

/// Compiles a spec, and asserts that the program ends by itself: with a stub, or with an error in
/// the spec. Returns whether there is a stub.
fn survives(what: &str, folder: &Folder, spec: &str) -> bool {
    let said = folder.path().join("said.txt");
    let mut command = std::process::Command::new("sh");
    command
        .args(["-c", r#"ulimit -v "$1" && exec "$0" build "$2" -o out.rs"#])
        .args([env!("CARGO_BIN_EXE_qrpc-gen"), &MEMORY.to_string(), spec])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(File::create(&said).unwrap());
    let mut child = command.spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() && start.elapsed() < TIMEOUT {
        thread::sleep(Duration::from_millis(5));
    }
    // Killing a program that has ended has no effect.
    let _ = child.kill();
    let status = child.wait().unwrap();
    let said = fs::read_to_string(said).unwrap();
    match status.code() {
        Some(0) => assert!(folder.path().join("out.rs").exists(), "{what}: {said}"),
        Some(1) => assert!(said.contains("error[Q"), "{what}: {said}"),
        _ => panic!("{what}: {status}: {said}"),
    }
    status.success()
}

fn is_refused(what: &str, folder: &Folder, spec: &str) {
    assert!(!survives(what, folder, spec), "{what} has a stub");
}

fn text_is_refused(what: &str, spec: &str, text: &str) {
    is_refused(what, &Folder::with(&[(spec, text)]), spec);
}

#[test]
fn nesting_of_every_kind_is_refused() {
    let nested = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(10_000), close.repeat(10_000))
    };
    let yaml = |ty: &str| format!("{METHODS}types: {{ T: {{ fields: {{ a: '{ty}' }} }} }}\n");
    let toml = |value: &str| format!("api = 'A'\ntypes.T.fields.a = {value}\n");
    for (open, inner, close) in [
        ("[", "", "]"),
        ("{a: ", "1", "}"),
        ("- ", "a", ""),
        ("? ", "", ""),
    ] {
        text_is_refused(
            open,
            "a.yaml",
            &format!("doc:\n {}\n", nested(open, inner, close)),
        );
    }
    for (open, inner, close) in [
        ("list<", "i64", ">"),
        ("tuple<i64, ", "i64", ">"),
        ("", "i64", "?"),
    ] {
        text_is_refused(open, "a.yaml", &yaml(&nested(open, inner, close)));
        text_is_refused(
            open,
            "a.toml",
            &toml(&format!("'{}'", nested(open, inner, close))),
        );
    }
    for (open, inner, close) in [("[", "", "]"), ("{\"a\":", "1", "}")] {
        let default = format!("any = {}", nested(open, inner, close));
        text_is_refused(open, "a.yaml", &yaml(&default));
        text_is_refused(open, "a.toml", &toml(&format!("'{default}'")));
    }
    for (open, inner, close) in [("[", "", "]"), ("{a = ", "1", "}")] {
        text_is_refused(open, "a.toml", &toml(&nested(open, inner, close)));
    }
    text_is_refused("header", "a.toml", &format!("[{}a]", "a.".repeat(10_000)));
    text_is_refused(
        "dotted key",
        "a.toml",
        &format!("{}a = 1", "a.".repeat(10_000)),
    );
}

#[test]
fn a_long_pattern_is_refused() {
    let pattern = r"\\w".repeat(200_000);
    let field = format!("{{ type: string, pattern: \"{pattern}\" }}");
    let spec = format!("{METHODS}types: {{ T: {{ fields: {{ a: {field} }} }} }}\n");
    text_is_refused("pattern", "a.yaml", &spec);
}

#[test]
fn a_large_file_is_refused() {
    let folder = Folder::with(&[("a.yaml", METHODS)]);
    for spec in ["a.yaml", "a.toml"] {
        let file = File::create(folder.path().join(spec)).unwrap();
        file.set_len(100_000_000).unwrap();
        is_refused("100 MB", &folder, spec);
    }
    folder.put("b.yaml", &format!("use: a.yaml\n{METHODS}"));
    is_refused("100 MB in a used file", &folder, "b.yaml");
}

/// A file without an end stands for a file that grows faster than the program reads it.
#[test]
fn a_file_that_grows_is_refused() {
    let folder = Folder::with(&[("b.yaml", &format!("use: a.yaml\n{METHODS}"))]);
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("a.yaml")).unwrap();
    is_refused("growing", &folder, "a.yaml");
    is_refused("growing used file", &folder, "b.yaml");
}

#[test]
fn too_many_files_and_files_that_use_each_other_are_refused() {
    let folder = Folder::with(&[("a.yaml", &format!("use: f0.yaml\n{METHODS}"))]);
    for n in 0..70 {
        let mut uses = String::new();
        for used in n + 1..70 {
            let _ = write!(uses, "f{used}.yaml, ");
        }
        let text = format!("use: [{uses}]\ntypes: {{ T{n}: {{ alias: i64 }} }}\n");
        folder.put(&format!("f{n}.yaml"), &text);
    }
    is_refused("all later files", &folder, "a.yaml");
    folder.put("f69.yaml", "use: [f69.yaml, f0.yaml, a.yaml]\n");
    is_refused("a cycle", &folder, "a.yaml");
    folder.put("a.yaml", &format!("use: a.yaml\n{METHODS}"));
    is_refused("itself", &folder, "a.yaml");
}

/// Each file uses all later files, so there are very many paths through the files.
#[test]
fn a_dense_graph_of_files_is_read() {
    let folder = Folder::with(&[("a.yaml", &format!("use: f0.yaml\n{METHODS}"))]);
    for n in 0..60 {
        let uses: Vec<_> = (n + 1..60).map(|used| format!("f{used}.yaml")).collect();
        let uses = uses.join(", ");
        let text = format!("use: [{uses}]\ntypes: {{ T{n}: {{ alias: i64 }} }}\n");
        folder.put(&format!("f{n}.yaml"), &text);
    }
    assert!(survives("60 files", &folder, "a.yaml"));
}

#[test]
fn a_chain_and_a_diamond_of_files_are_read() {
    for uses in ["[f{}.yaml]", "[g{}.yaml, f{}.yaml]"] {
        let folder = Folder::with(&[("a.yaml", &format!("use: f0.yaml\n{METHODS}"))]);
        // A diamond with 32 levels of two files each uses as many files as a spec may use.
        let last = if uses.contains('g') { 31 } else { 63 };
        for n in 0..=last {
            for name in ["f", "g"] {
                let uses = uses.replace("{}", &(n + 1).to_string());
                let uses = if n == last { "[]" } else { uses.as_str() };
                let ty = format!("types: {{ {}{n}: {{ alias: i64 }} }}", name.to_uppercase());
                folder.put(&format!("{name}{n}.yaml"), &format!("use: {uses}\n{ty}\n"));
            }
        }
        assert!(survives(uses, &folder, "a.yaml"));
    }
}

#[test]
fn many_syntax_errors_are_refused() {
    text_is_refused("= lines", "a.toml", &"=\n".repeat(500_000));
    text_is_refused(": lines", "a.yaml", &": \n".repeat(300_000));
}

#[test]
fn a_mistake_in_a_very_long_line_is_refused() {
    let same = "a: {}, ".repeat(100_000);
    text_is_refused("same keys", "a.yaml", &format!("{{{same}}}\n"));
}

/// A record with 1,000 fields, and `records` records in which it is flat.
fn wide_flat(records: usize) -> String {
    let mut spec =
        format!("{METHODS}types:\n  One: {{ fields: {{ a: i64 }} }}\n  Wide:\n    fields:\n");
    for n in 0..1000 {
        let _ = writeln!(spec, "      f{n}: i64");
    }
    for n in 0..records {
        let flat = "a: { type: One, flat: true }, b: { type: Wide, flat: true }";
        let _ = writeln!(spec, "  T{n}: {{ fields: {{ {flat}, own: i64 }} }}");
    }
    spec
}

/// The members of the flat types are found once, so each mistake must still be found.
#[test]
fn a_wide_type_may_be_flat_in_some_records() {
    let spec = wide_flat(50);
    let folder = Folder::with(&[("a.yaml", &spec)]);
    assert!(survives("no mistake", &folder, "a.yaml"));
    for fields in [
        "b: { type: Wide, flat: true }, f7: i64",
        "b: { type: Wide, flat: true }, c: { type: Wide, flat: true }",
        "b: { type: i64, flat: true }",
        "b: { type: 'map<any>', flat: true }, c: { type: 'map<any>', flat: true }",
    ] {
        let wrong = format!("{spec}  Z: {{ fields: {{ {fields} }} }}\n");
        text_is_refused(fields, "a.yaml", &wrong);
    }
}

#[test]
fn a_wide_type_that_is_flat_in_many_records_is_refused() {
    text_is_refused("wide", "a.yaml", &wide_flat(1000));
    // Each type is flat in one record, and each has all members of one wide type.
    let mut spec = wide_flat(0);
    for n in 0..4000 {
        let _ = writeln!(
            spec,
            "  U{n}: {{ fields: {{ w: {{ type: Wide, flat: true }} }} }}\n  \
             V{n}: {{ fields: {{ u: {{ type: U{n}, flat: true }} }} }}"
        );
    }
    text_is_refused("wide in others", "a.yaml", &spec);
}

#[test]
fn too_many_raised_errors_are_refused() {
    let mut spec = "api: A\nraises:\n".to_owned();
    let errors = 0..3000;
    for n in errors.clone() {
        let _ = writeln!(spec, "  - E{n}");
    }
    spec += "errors:\n";
    for n in errors {
        let _ = writeln!(spec, "  E{n}: {{ code: {n} }}");
    }
    spec += "methods:\n";
    for n in 0..20_000 {
        let _ = writeln!(spec, "  m{n}: {{ direction: both, has_reply: true }}");
    }
    text_is_refused("errors", "a.yaml", &spec);
}
