//! Items or statements in braces.

use super::Margin;

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
