//! Functions for the tests that read fixtures.

use std::path::Path;

use qrpc_gen::{Source, with_used_files};

/// A fixture, known by its file name.
pub(crate) fn source(path: &Path) -> Source {
    let folder = path.parent().unwrap();
    let read = |name: &str| std::fs::read(folder.join(name));
    let name = path.file_name().unwrap().to_str().unwrap();
    let source = Source::new(name, &read(name).unwrap());
    with_used_files(source, &mut |used| Ok((used.to_owned(), read(used)?)))
}

/// Returns settings with which insta keeps the goldens in `folder`, under the names that the test
/// gives them.
pub(crate) fn beside(folder: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings
}
