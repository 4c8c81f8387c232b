//! The stubs that the tests run, and what several of them need.

qrpc_runtime::include_stub!(pub mod my_api);
qrpc_runtime::include_stub!(pub mod echo_api);
qrpc_runtime::include_stub!(pub mod bench);
