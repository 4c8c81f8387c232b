//! Each program of this crate talks to a program that others made.

mod acp;
mod lsp;
mod mcp;
