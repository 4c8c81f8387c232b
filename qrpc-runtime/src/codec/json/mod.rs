//! JSON features that `serde_json` lacks: limited nesting, and integers in any notation.

mod depth;
mod integers;

use memchr::memchr2;

pub(super) use depth::check_depth;
pub(super) use integers::{plainly, plainly_before};

/// Returns the bytes after the closing quote of a string. `rest` starts after the opening quote.
pub(super) fn after_string(mut rest: &[u8]) -> &[u8] {
    while let Some(at) = memchr2(b'"', b'\\', rest) {
        let escapes = rest[at] == b'\\';
        rest = rest
            .get(at + 1 + usize::from(escapes)..)
            .unwrap_or_default();
        if !escapes {
            return rest;
        }
    }
    &[]
}
