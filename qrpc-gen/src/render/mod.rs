//! Renders the model to text: one function per output.

use askama::Template;

use crate::model::Api;
use crate::view::{RustOptions, StubView};

/// Renders a stub in Rust.
pub(crate) fn rust(api: &Api, options: &RustOptions) -> String {
    let mut text = String::new();
    // Rendering fails only if writing fails, and writing to a `String` cannot fail.
    let _ = StubView::new(api, options).render_into(&mut text);
    text
}

#[cfg(test)]
mod tests;
