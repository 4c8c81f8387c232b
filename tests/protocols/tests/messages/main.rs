//! Real messages of the protocols, read by the stub's types and written back without a difference.

mod acp;
mod lsp;
mod mcp;
mod message;
