//! What JSON asks for beyond what `serde_json` does: bounded nesting, no number that arrives as
//! something else, and integers however they are written.

mod depth;
mod finite;
mod integers;

use memchr::memchr2;

pub(super) use depth::check_depth;
pub(super) use finite::write_json;
pub(super) use integers::plainly;

/// What follows a string, of which `rest` is what follows its opening quote.
fn after_string(mut rest: &[u8]) -> &[u8] {
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
