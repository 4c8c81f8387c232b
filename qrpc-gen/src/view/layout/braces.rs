//! Lays out items in braces: the bodies of items, and the headers of traits.

use super::{LINE, Margin, width};

/// Lays out one item per line, or `{}` if there are no items.
pub(crate) fn braces(margin: Margin, items: &[String]) -> String {
    if items.is_empty() {
        return "{}".to_owned();
    }
    let mut text = String::from("{");
    for item in items {
        text += &margin.deeper().new_line();
        text += item;
    }
    text + &margin.new_line() + "}"
}

/// Returns the header of a trait, `pub trait name: bounds {`, on one or on several lines.
pub(crate) fn trait_header(name: &str, bounds: &str) -> String {
    // rustfmt breaks a header that leaves fewer than this many columns of its line unused.
    const UNUSED: usize = 8;
    let flat = format!("pub trait {name}: {bounds} {{");
    if width(&flat) + UNUSED <= LINE {
        return flat;
    }
    format!("pub trait {name}:\n    {bounds}\n{{")
}

/// Returns the end of a trait with this header.
pub(crate) fn trait_end(header: &str, is_empty: bool) -> &'static str {
    if is_empty && !header.contains('\n') {
        "}"
    } else {
        "\n}"
    }
}
