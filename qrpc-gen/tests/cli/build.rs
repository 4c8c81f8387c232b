//! `qrpc-gen build`: the paths of the stubs, and the cases in which no stub is written.

use super::folder::{FINE, Folder, WRONG};

#[test]
fn the_stub_is_written_beside_the_spec_with_its_stem() {
    let folder = Folder::with(&[("schemas/fine.yaml", FINE)]);
    folder.run("build schemas/fine.yaml").ending_with(0);
    assert_eq!(folder.files(), ["schemas/fine.rs", "schemas/fine.yaml"]);
}

#[test]
fn o_names_a_file() {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    folder.run("build fine.yaml -o src/api.rs").ending_with(0);
    assert_eq!(folder.files(), ["fine.yaml", "src/api.rs"]);
}

#[test]
fn o_with_a_slash_at_its_end_names_a_folder() {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    folder.run("build fine.yaml -o src/").ending_with(0);
    assert_eq!(folder.files(), ["fine.yaml", "src/fine.rs"]);
}

#[test]
fn o_is_a_folder_if_it_is_one() {
    let folder = Folder::with(&[("fine.yaml", FINE), ("src/main.rs", "")]);
    folder.run("build fine.yaml -o src").ending_with(0);
    assert_eq!(folder.files(), ["fine.yaml", "src/fine.rs", "src/main.rs"]);
}

#[test]
fn o_with_a_dash_prints() {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    let ran = folder.run("build fine.yaml -o -").ending_with(0);
    assert!(ran.stdout.contains("pub struct Fine {"), "{ran:#?}");
    assert_eq!(folder.files(), ["fine.yaml"]);
}

#[test]
fn a_dash_prints_even_where_a_folder_has_that_name() {
    let folder = Folder::with(&[("fine.yaml", FINE), ("-/kept", "")]);
    folder.run("build fine.yaml -o -").ending_with(0);
    assert_eq!(folder.files(), ["-/kept", "fine.yaml"]);
}

#[test]
fn several_specs_get_a_stub_each() {
    let folder = Folder::with(&[("one.yaml", FINE), ("two.yaml", FINE)]);
    folder.run("build one.yaml two.yaml -o src/").ending_with(0);
    assert_eq!(
        folder.files(),
        ["one.yaml", "src/one.rs", "src/two.rs", "two.yaml"]
    );
}

#[test]
fn a_spec_may_use_a_file_in_another_folder() {
    let units = "types:\n  Unit: { enum: [volts] }\n";
    let spec = "api: Lab\nuse: ../units.yaml\nmethods:\n  set: { direction: incoming, args: { unit: Unit } }\n";
    let folder = Folder::with(&[("units.yaml", units), ("specs/lab.yaml", spec)]);
    folder
        .run("build units.yaml specs/lab.yaml -o src/")
        .ending_with(0)
        .saying("src/units.rs: 1 type, 0 errors, for other specs to use");
    let stub = folder.run_in("specs", "build lab.yaml -o -").ending_with(0);
    assert!(stub.stdout.contains("super::super::units::Unit"));
    assert!(!stub.stdout.contains("enum Unit"));
}

#[test]
fn a_used_file_that_leads_back_to_the_spec_is_one_cycle() {
    let spec = "api: Lab\nuse: [../units.yaml]\nmethods:\n  set: { direction: incoming, args: { unit: Unit } }\n";
    let units = "use: specs/lab.yaml\ntypes:\n  Unit: { enum: [volts] }\n";
    let folder = Folder::with(&[("units.yaml", units), ("specs/lab.yaml", spec)]);
    for (place, command) in [(".", "check specs/lab.yaml"), ("specs", "check lab.yaml")] {
        let ran = folder.run_in(place, command).ending_with(1);
        ran.saying("is used in a cycle").saying(": 1 error\n");
    }
}

#[test]
fn a_used_file_needs_a_name_for_its_module() {
    let spec = "api: Lab\nuse: [\"-.yaml\"]\nmethods:\n  set: { direction: incoming, args: { unit: Unit } }\n";
    let units = "types:\n  Unit: { enum: [volts] }\n";
    let folder = Folder::with(&[("-.yaml", units), ("lab.yaml", spec)]);
    let ran = folder.run("check lab.yaml").ending_with(1);
    ran.saying("its name without the extension cannot be the name of a Rust module");
}

#[test]
fn errors_of_different_files_are_different_variants_of_a_method() {
    let late = |name: &str, code: u8| format!("errors:\n  {name}: {{ code: {code} }}\n");
    let spec = |raises: &str, shared: &str| {
        format!(
            "api: Lab\nuse: [clock.yaml, watch.yaml]\n{shared}methods:\n  \
             set: {{ direction: incoming, returns: null, raises: [{raises}] }}\n  \
             get: {{ direction: incoming, returns: null, raises: [{raises}] }}\n{}",
            late("late", 1)
        )
    };
    let check = |raises: &str, shared: &str| {
        let spec = spec(raises, shared);
        let (clock, watch) = (late("Late", 2), late("LATE", 3));
        let files = [
            ("lab.yaml", &spec),
            ("clock.yaml", &clock),
            ("watch.yaml", &watch),
        ];
        Folder::with(&files.map(|(name, text)| (name, text.as_str()))).run("check lab.yaml")
    };
    check("late, Late", "")
        .ending_with(1)
        .saying("the method `set` raises `late` and `Late`, which have the same Rust name")
        .saying("lab.yaml:7:3")
        .saying("clock.yaml:2:3")
        .saying(": 1 error\n");
    check("Late, LATE", "")
        .ending_with(1)
        .saying("watch.yaml:2:3")
        .saying(": 1 error\n");
    check("late", "raises: [Late]\n")
        .ending_with(1)
        .saying(": 1 error\n");
    for alone in ["late", "Late", "LATE"] {
        check(alone, "").ending_with(0);
    }
}

#[test]
fn side_leaves_the_other_side_out() {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    let sides_in = |side: &str| {
        let stub = folder
            .run(&format!("build fine.yaml -o - --side {side}"))
            .ending_with(0)
            .stdout;
        ["pub struct Fine {", "pub struct FineInverted {"].map(|line| stub.contains(line))
    };
    assert_eq!(sides_in("both"), [true, true]);
    assert_eq!(sides_in("normal"), [true, false]);
    assert_eq!(sides_in("inverted"), [false, true]);
}

#[test]
fn an_error_in_one_spec_writes_nothing() {
    let folder = Folder::with(&[("fine.yaml", FINE), ("wrong.yaml", WRONG)]);
    folder
        .run("build fine.yaml wrong.yaml")
        .ending_with(1)
        .saying("no stub was generated");
    assert_eq!(folder.files(), ["fine.yaml", "wrong.yaml"]);
}

#[test]
fn an_error_leaves_the_old_stub_alone() {
    let folder = Folder::with(&[("wrong.yaml", WRONG), ("wrong.rs", "old")]);
    folder.run("build wrong.yaml").ending_with(1);
    assert_eq!(folder.text_of("wrong.rs"), "old");
}

#[test]
fn a_missing_spec_is_an_error_beside_those_of_the_others() {
    let folder = Folder::with(&[("wrong.yaml", WRONG)]);
    let ran = folder.run("build missing.yaml wrong.yaml").ending_with(1);
    ran.saying("`missing.yaml` could not be read")
        .saying("wrong.yaml:3:");
}

#[test]
fn a_stub_that_cannot_be_written_is_an_error() {
    let folder = Folder::with(&[("fine.yaml", FINE), ("file", "")]);
    let ran = folder.run("build fine.yaml -o file/fine.rs").ending_with(1);
    ran.saying("`file/fine.rs` could not be written");
    assert_eq!(folder.files(), ["file", "fine.yaml"]);
}

#[test]
fn a_stub_that_cannot_be_written_does_not_keep_the_others_from_it() {
    let folder = Folder::with(&[("one.yaml", FINE), ("two.yaml", FINE), ("one.rs/kept", "")]);
    let ran = folder.run("build one.yaml two.yaml").ending_with(1);
    ran.saying("`one.rs` could not be written")
        .saying("Created two.rs");
}

#[test]
fn the_summary_says_what_was_written_and_goes_to_stderr() {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    let ran = folder.run("build fine.yaml");
    assert_eq!(
        ran.stderr,
        "     Created fine.rs: Fine and FineInverted, 2 methods\n"
    );
    assert_eq!(ran.stdout, "");
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    folder.run("build fine.yaml").ending_with(0);
    folder.run("build fine.yaml").saying("Unchanged fine.rs");
    folder.put("fine.yaml", &FINE.replace("come", "leave"));
    folder.run("build fine.yaml").saying("Changed fine.rs");
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    use std::process::Stdio;
    let folder = Folder::with(&[("fine.yaml", FINE)]);
    let mut child = folder.command("build fine.yaml -o -");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = child
        .stdout(Stdio::from(writer))
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(0));
}
