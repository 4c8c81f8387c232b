//! The header and the end of a trait.

use super::{LINE, width};

/// The header `pub trait name: bounds {`.
pub(crate) fn trait_header(name: &str, bounds: &str) -> String {
    // rustfmt leaves this many columns of the line unused here.
    const UNUSED: usize = 8;
    let flat = format!("pub trait {name}: {bounds} {{");
    if width(&flat) + UNUSED <= LINE {
        return flat;
    }
    format!("pub trait {name}:\n    {bounds}\n{{")
}

/// The end of a trait.
pub(crate) fn trait_end(header: &str, is_empty: bool) -> &'static str {
    if is_empty && !header.contains('\n') {
        "}"
    } else {
        "\n}"
    }
}
