//! Places of stubs.

use std::path::{Path, PathBuf};

use qrpc_gen::paths::stub_name;

/// Where a stub goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Stdout,
    File(PathBuf),
}

/// Where a stub goes if nothing is said.
pub(super) fn beside(spec: &Path) -> PathBuf {
    spec.with_file_name(stub_name(spec))
}
