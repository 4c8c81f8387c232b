//! Declarations and assignments: `name: Type,` or `name = expression;`.

use super::{Fragment, Margin, Room};

/// Lays out `head code end`. If the code does not fit after the head, it moves to the next line.
pub(crate) fn assign(margin: Margin, head: &str, code: &Fragment, end: &str) -> String {
    let head = format!("{head} ");
    let same = Room::line(margin, end.len()).behind(&head);
    let same = same.and_then(|room| code.fit(room));
    if let Some(same) = same.as_ref().filter(|same| !same.contains('\n')) {
        return format!("{head}{same}{end}");
    }
    let next = code.fit(Room::line(margin.deeper(), end.len()));
    match (same, next) {
        (Some(same), Some(next)) if !next_is_better(&same, &next) => format!("{head}{same}{end}"),
        (_, Some(next)) => on_next_line(margin, &head, &next, end),
        (Some(same), None) => format!("{head}{same}{end}"),
        (None, None) => format!("{head}{}{end}", code.flat()),
    }
}

/// Whether rustfmt prefers to put the code on the next line, if the code has several lines when it
/// begins on the same line. `same` and `next` are the code in the two layouts.
fn next_is_better(same: &str, next: &str) -> bool {
    let lines = |text: &str| text.lines().count();
    let opens = |text: &str| text.lines().next().is_some_and(|line| line.ends_with('('));
    lines(next) == 1 || lines(same) > lines(next) + 1 || opens(same) && !opens(next)
}

fn on_next_line(margin: Margin, head: &str, code: &str, end: &str) -> String {
    format!(
        "{}{}{code}{end}",
        head.trim_end(),
        margin.deeper().new_line()
    )
}

/// Lays out an expression that begins a line.
pub(crate) fn statement(margin: Margin, code: &Fragment, end: &str) -> String {
    let text = code.fit(Room::line(margin, end.len()));
    text.unwrap_or_else(|| code.flat()) + end
}
