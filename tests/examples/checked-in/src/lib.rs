//! quickrpc's echo program on a stub that is checked in: people read it in reviews, and building
//! the program takes no compiler of specs.

pub mod echo;
pub mod echo_api;
