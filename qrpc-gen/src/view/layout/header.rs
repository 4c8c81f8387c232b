//! The first line of an `impl` or of a trait.

use super::{Code, LINE, Margin, Room, width};

/// Opens `impl<…> path for target {`.
pub(crate) fn impl_header(margin: Margin, generics: &str, path: &Code, target: &str) -> String {
    let flat = path.flat();
    let whole = format!("impl{generics} {flat} for {target} {{");
    // rustfmt forgets the indentation here.
    if width(&whole) <= LINE {
        return whole;
    }
    let line = margin.deeper().new_line();
    let brace = margin.new_line();
    if "impl ".len() + width(generics) + width(&flat) <= margin.columns() {
        return format!("impl{generics} {flat}{line}for {target}{brace}{{");
    }
    let room = Room::line(margin.deeper(), 0);
    let path = room.and_then(|room| path.fit(room)).unwrap_or(flat);
    let last = path
        .lines()
        .last()
        .map_or(0, |line| width(line.trim_start()));
    let end = " for ".len() + width(target) + " {".len();
    let gap = match last + end <= margin.deeper().columns() {
        true => " ",
        false => &line,
    };
    format!("impl{generics}{line}{path}{gap}for {target}{brace}{{")
}

/// Opens `pub trait name: bounds {`.
pub(crate) fn trait_header(name: &str, bounds: &str) -> String {
    let flat = format!("pub trait {name}: {bounds} {{");
    if width(&flat) <= LINE {
        return flat;
    }
    format!("pub trait {name}:\n    {bounds}\n{{")
}
