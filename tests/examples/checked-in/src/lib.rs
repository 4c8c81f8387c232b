//! quickrpc's echo program on a stub that is checked in: people read it in reviews, and building
//! the program takes no compiler of specs.

/// The stub of `schemas/echo_api.yaml`.
pub mod echo_api;

pub mod echo;
