//! Stubs as plain files, which the crates beside them compile.

use super::models;
use crate::model::Api;
use crate::render::{Header, RustOptions, Sides, rust};

#[test]
fn the_example_of_quickrpc() {
    assert_golden("my_api", &models::my_api(), Sides::Both);
}

fn assert_golden(name: &str, api: &Api, sides: Sides) {
    let options = RustOptions {
        sides,
        header: Header {
            version: "0.1.0".to_owned(),
            source: format!("{name}.yaml"),
            command: format!("qrpc-gen build {name}.yaml"),
        },
    };
    let stub = rust(api, &options);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../../tests/stubs");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_binary_snapshot!(&format!("{name}.rs"), stub.into_bytes()));
}
