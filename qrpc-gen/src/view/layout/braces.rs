//! Items or statements in braces.

use super::Margin;

/// One a line, or a pair of braces without any.
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
