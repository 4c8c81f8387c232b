//! The header of an `impl` or of a trait.

use super::{Code, LINE, Margin, Room, width};

/// The header `impl<…> path for target {`.
pub(crate) fn impl_header(margin: Margin, generics: &str, path: &Code, target: &str) -> String {
    let whole = format!("impl{generics} {} for {target} {{", path.flat());
    let line = margin.deeper().new_line();
    let brace = margin.new_line();
    let Some(path) = path.fit(Room::line(margin.deeper(), 0)) else {
        return format!("#[rustfmt::skip]{brace}{whole}");
    };
    let is_flat = !path.contains('\n');
    // rustfmt ignores the indentation here.
    if is_flat && width(&whole) <= LINE {
        return whole;
    }
    if is_flat && "impl ".len() + width(generics) + width(&path) <= margin.columns() {
        return format!("impl{generics} {path}{line}for {target}{brace}{{");
    }
    let last = path
        .lines()
        .last()
        .map_or(0, |line| width(line.trim_start()));
    let end = " for ".len() + width(target) + " {".len();
    let gap = if last + end <= margin.deeper().columns() {
        " "
    } else {
        &line
    };
    format!("impl{generics}{line}{path}{gap}for {target}{brace}{{")
}

/// The same header, with bounds for the type parameters.
pub(crate) fn bounded_impl_header(
    margin: Margin,
    bounds: &[(String, String)],
    path: &Code,
    target: &str,
) -> String {
    let names: Vec<_> = bounds.iter().map(|(name, _)| name.as_str()).collect();
    if names.is_empty() {
        return impl_header(margin, "", path, target);
    }
    let header = impl_header(margin, &format!("<{}>", names.join(", ")), path, target);
    let header = header.trim_end_matches('{').trim_end();
    let brace = margin.new_line();
    let line = margin.deeper().new_line();
    let bounds = bounds
        .iter()
        .map(|(name, bound)| format!("{line}{name}: {bound},"));
    format!(
        "{header}{brace}where{}{brace}{{",
        bounds.collect::<String>()
    )
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
