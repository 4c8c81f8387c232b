//! Renders the model into text: one function for each output.

use askama::Template;

use crate::model::Api;
use crate::view::{Stub, one_line};

/// What a stub in Rust is to be like.
#[derive(Clone, Debug)]
pub(crate) struct RustOptions {
    /// Which sides it has.
    pub(crate) sides: Sides,
    /// What its first lines say.
    pub(crate) header: Header,
}

/// Which sides a stub has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// Both of them.
    #[default]
    Both,
    /// Only the one that the spec is written from.
    Normal,
    /// Only the other one.
    Inverted,
}

/// What the first lines of a stub say.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// The version of this tool.
    pub(crate) version: String,
    /// The path of the spec, with `/`.
    pub(crate) source: String,
    /// The command that renews the stub.
    pub(crate) command: String,
}

/// Renders a stub in Rust.
pub(crate) fn rust(api: &Api, options: &RustOptions) -> String {
    let mut text = String::new();
    // Only a writer can fail here, and a `String` does not.
    let _ = Stub::new(api, options).render_into(&mut text);
    text
}

impl Header {
    /// The same, safe behind `//`.
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
