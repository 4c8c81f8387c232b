//! Struct expressions.

use super::{Code, Margin, entry, width};

/// The maximum width of the entries on one line: rustfmt's `struct_lit_width`.
const ENTRIES: usize = 18;

/// Lays out `Self { entries }`. An entry without code uses the shorthand for a variable with the
/// same name.
pub(crate) fn record(margin: Margin, entries: &[(&str, Option<Code>)]) -> String {
    let flat: Vec<_> = entries.iter().map(flat).collect();
    let flat = flat.join(", ");
    if width(&flat) <= ENTRIES {
        return format!("Self {{ {flat} }}");
    }
    let mut text = String::from("Self {");
    for (name, code) in entries {
        text += &margin.deeper().new_line();
        match code {
            Some(code) => text += &entry(margin.deeper(), name, code),
            None => text.extend([*name, ","]),
        }
    }
    text + &margin.new_line() + "}"
}

fn flat((name, code): &(&str, Option<Code>)) -> String {
    match code {
        Some(code) => format!("{name}: {}", code.flat()),
        None => (*name).to_owned(),
    }
}
