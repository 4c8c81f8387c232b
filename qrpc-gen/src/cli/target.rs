//! The files to which stubs are written.

use std::path::{Path, PathBuf};

use qrpc_gen::paths::stub_name;

/// The file to which a stub is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Stdout,
    File(PathBuf),
}

/// Returns the default path of a stub, which is beside its spec.
pub(super) fn beside(spec: &Path) -> PathBuf {
    spec.with_file_name(stub_name(spec))
}
