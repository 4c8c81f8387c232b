//! quickrpc's echo program on a checked-in stub: people can read the stub in reviews, and building
//! the program does not need the compiler of specs.

/// The stub of `schemas/echo_api.yaml`.
pub mod echo_api;

pub mod echo;
