//! The destinations of stubs.

use std::path::{Path, PathBuf};

use qrpc_gen::paths::stub_name;

/// The destination of a stub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Stdout,
    File(PathBuf),
}

/// The default path of a stub.
pub(super) fn beside(spec: &Path) -> PathBuf {
    spec.with_file_name(stub_name(spec))
}
