//! Lines for whoever watches. Stdout may be the transport, so they all go to stderr.

use std::fmt::Display;
use std::io::{self, Write};

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::prelude::*;

/// Shows what the runtime warns of, and what a child process prints.
pub(crate) fn show_log() {
    let shown = Targets::new()
        .with_default(LevelFilter::WARN)
        .with_target("qrpc::process", LevelFilter::INFO);
    let lines = layer().with_writer(io::stderr).without_time();
    tracing_subscriber::registry()
        .with(lines.with_ansi(false).with_filter(shown))
        .init();
}

/// Prints the text as one line and in one piece, since another process may write there, too.
///
/// If nobody reads stderr any more, the program has better things to do than to fail for that.
pub(crate) fn tell(text: impl Display) {
    let line = text.to_string().replace('\n', " ") + "\n";
    let _ = io::stderr().write_all(line.as_bytes());
}

/// The text in quotes, with everything escaped that would end the line.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
