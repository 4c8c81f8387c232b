//! Prints all output of the program to stderr, since stdout may belong to the transport.

use std::fmt::Display;
use std::io::{self, Write};

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::prelude::*;

/// Prints the warnings of the runtime, and the lines that a child process prints.
pub(crate) fn show_log() {
    let shown = Targets::new()
        .with_default(LevelFilter::WARN)
        .with_target("qrpc::process", LevelFilter::INFO);
    let lines = layer().with_writer(io::stderr).without_time();
    tracing_subscriber::registry()
        .with(lines.with_ansi(false).with_filter(shown))
        .init();
}

/// Prints the text as one line with one write, since another process may write to stderr too.
///
/// An error is ignored: the program continues even if nobody reads stderr.
pub(crate) fn tell(text: impl Display) {
    let line = text.to_string().replace('\n', " ") + "\n";
    let _ = io::stderr().write_all(line.as_bytes());
}

/// Returns the text in quotes, with line breaks escaped.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
