//! Renders the model to text: one function per output.

use askama::Template;

use crate::model::Api;
use crate::view::{Stub, one_line};

/// The options for rendering a Rust stub.
#[derive(Clone, Debug)]
pub(crate) struct RustOptions {
    /// The sides that the stub contains.
    pub(crate) sides: Sides,
    /// The data for its header.
    pub(crate) header: Header,
}

/// The sides that a stub contains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// Both sides.
    #[default]
    Both,
    /// Only the side that the spec is written from.
    Normal,
    /// Only the other side.
    Inverted,
}

/// The data for the header of a stub.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// The version of qrpc-gen.
    pub(crate) version: String,
    /// The path of the spec, with `/` as the separator.
    pub(crate) source: String,
    /// The command that regenerates the stub.
    pub(crate) command: String,
}

/// Renders a stub in Rust.
pub(crate) fn rust(api: &Api, options: &RustOptions) -> String {
    let mut text = String::new();
    // Rendering fails only if the writer does, and a `String` does not.
    let _ = Stub::new(api, options).render_into(&mut text);
    text
}

impl Header {
    /// The same header with each value on one line, safe after `//`.
    pub(crate) fn on_one_line(&self) -> Self {
        Self {
            version: one_line(&self.version),
            source: one_line(&self.source),
            command: one_line(&self.command),
        }
    }
}

#[cfg(test)]
mod tests;
