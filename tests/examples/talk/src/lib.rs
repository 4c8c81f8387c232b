//! What both programs share: the API, in the module that the build script made.

qrpc_runtime::include_stub!(
    /// The stub of `schemas/my_api.yaml`, made by the build script.
    pub mod my_api
);
