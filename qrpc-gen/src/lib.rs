//! The compiler of qrpc: one YAML or TOML file in, typed Rust for both sides out.

pub mod model;
mod render;
mod view;
