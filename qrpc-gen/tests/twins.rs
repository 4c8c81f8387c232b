//! YAML and TOML are equivalent: both files of each pair in `twins/` give the same API, which is in
//! a golden file beside them.

mod support;

use std::path::Path;

use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::model::Api;
use qrpc_gen::{Diagnostics, read};
use support::{beside, source};

/// Returns the API of a file. Fails the test if the file has errors or warnings.
fn api(path: &Path) -> Api {
    let source = source(path);
    let mut diagnostics = Diagnostics::default();
    let api = read(&source, &mut diagnostics);
    assert_eq!(print::full(&source, &diagnostics, Colour::Plain), "");
    api.unwrap()
}

#[test]
fn twins_give_the_same_api() {
    insta::glob!("twins/*.yaml", |path| {
        let yaml = api(path);
        assert_eq!(
            yaml,
            api(&path.with_extension("toml")),
            "{}",
            path.display()
        );
        let name = path.file_stem().unwrap().to_str().unwrap();
        beside("twins").bind(|| insta::assert_debug_snapshot!(name, yaml));
    });
}

#[test]
fn the_example_specs_give_the_same_api_in_both_formats() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    for name in ["my_api", "echo_api", "lab"] {
        let yaml = schemas.join(name).with_extension("yaml");
        assert_eq!(api(&yaml), api(&yaml.with_extension("toml")), "{name}");
    }
}
