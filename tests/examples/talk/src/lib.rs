//! What both programs share: the API, in the module that the build script made.

qrpc_runtime::include_stub!(pub mod my_api);
