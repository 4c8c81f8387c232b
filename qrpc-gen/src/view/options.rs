//! The options for a stub.

use super::text::one_line;

/// The options for generating a stub in Rust.
#[derive(Clone, Debug)]
pub(crate) struct RustOptions {
    /// The sides that the stub contains.
    pub(crate) sides: Sides,
    /// The data for the header of the stub.
    pub(crate) header: Header,
}

/// The sides that a stub contains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// Both sides.
    #[default]
    Both,
    /// Only the normal side: the one that answers `incoming` methods.
    Normal,
    /// Only the inverted side: the one that answers `outgoing` methods.
    Inverted,
}

/// The data for the header of a stub.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// The version of qrpc-gen.
    pub(crate) version: String,
    /// The path of the spec as the header shows it, with `/` as the separator.
    pub(crate) source: String,
    /// The command that regenerates the stub.
    pub(crate) command: String,
}

impl Header {
    /// Returns the header with line breaks removed from its values, so that each can be written
    /// after `//`.
    pub(super) fn on_one_line(&self) -> Self {
        Self {
            version: one_line(&self.version),
            source: one_line(&self.source),
            command: one_line(&self.command),
        }
    }
}
