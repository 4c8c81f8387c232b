//! Lays out macro calls that have braces, since rustfmt leaves them as they are.

use super::{Margin, width};

/// Lays out a call on one line, or with one clause per line. On one line, the clauses are not
/// indented.
pub(crate) fn macro_call(margin: Margin, name: &str, clauses: &[String]) -> String {
    let flat: Vec<_> = clauses.iter().map(|clause| clause.trim_start()).collect();
    let flat = format!("__rt::{name}! {{ {} }}", flat.join(" "));
    if !flat.contains('\n') && width(&flat) <= margin.columns() {
        return flat;
    }
    let mut text = format!("__rt::{name}! {{");
    for line in clauses.iter().flat_map(|clause| clause.lines()) {
        text += &margin.deeper().new_line();
        text += line;
    }
    text + &margin.new_line() + "}"
}

/// Returns the lines of a clause in braces: one indented line per entry, with a comma after each
/// entry but the last.
pub(crate) fn entries(entries: &[String]) -> impl Iterator<Item = String> {
    let last = entries.len().saturating_sub(1);
    let entries = entries.iter().enumerate();
    entries.map(move |(at, entry)| {
        let comma = if at < last { "," } else { "" };
        format!("    {entry}{comma}")
    })
}
