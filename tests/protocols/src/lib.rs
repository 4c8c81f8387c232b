//! The stubs of protocols that others defined, which compile without warnings.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

qrpc_runtime::include_stub!(pub mod acp);
qrpc_runtime::include_stub!(pub mod lsp);
qrpc_runtime::include_stub!(pub mod mcp);
