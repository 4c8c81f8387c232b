//! Codecs, transports and security providers of a program's own, and the strings that name them.

mod bench;
mod codec;
mod getters;
mod headers;
mod packed;
mod queues;
mod reentrant;
mod security;
mod strings;
mod terse;
mod transport;
#[cfg(unix)]
mod untimely;
