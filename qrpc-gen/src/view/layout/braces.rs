//! Items in braces: the bodies of items and the headers of traits.

use super::{LINE, Margin, width};

/// Lays out one item per line, or `{}` if there are none.
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
