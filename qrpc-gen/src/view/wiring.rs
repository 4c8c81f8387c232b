//! The macro calls that connect the sides to the runtime.

use super::layout::{Margin, macro_call};
use super::literals;
use super::seen::SideData;
use super::text::wrap;
use crate::model::{Cancel, Direction, Method};

/// Returns the macro call that connects a side to the runtime.
pub(super) fn side(source: &SideData<'_>) -> String {
    let names = &source.names;
    let handlers = match source.incoming().next() {
        Some(_) => format!("{} or {}", names.handlers, names.async_handlers),
        None => names.handlers.clone(),
    };
    let mut clauses = vec![
        format!("{}({})", names.side, names.peer),
        format!("answers {handlers} {}", list(source, Direction::Incoming)),
        format!("calls {}", list(source, Direction::Outgoing)),
    ];
    if source
        .methods
        .iter()
        .any(|seen| seen.direction == Direction::Both)
    {
        clauses.push(format!("both {}", list(source, Direction::Both)));
    }
    if let Some(inverse) = source.inverse {
        clauses.push(format!("inverse {inverse}"));
    }
    let columns = Margin::NONE.deeper().columns();
    let clauses: Vec<_> = clauses
        .iter()
        .map(|clause| wrap(clause, columns).join("\n"))
        .chain(
            source
                .api
                .cancel
                .as_ref()
                .map(|cancel| cancels(cancel, source)),
        )
        .collect();
    macro_call(Margin::NONE, "side", &clauses)
}

/// Returns the clause about how calls are cancelled.
fn cancels(cancel: &Cancel, source: &SideData<'_>) -> String {
    let clause = format!(
        "cancels {}({})",
        literals::text(&cancel.method),
        literals::text(&cancel.id)
    );
    match cancel.error.map(|error| source.api.error_def(error)) {
        None => clause,
        Some(error) => format!(
            "{clause} fails({}, {})",
            error.code,
            literals::text(&error.message)
        ),
    }
}

/// Returns the macro call for the function `pair`, which connects both sides in one process.
pub(super) fn pair(normal: &SideData<'_>, inverted: &SideData<'_>) -> String {
    let clauses = [
        format!("{},", normal.names.side),
        inverted.names.side.clone(),
    ];
    macro_call(Margin::NONE, "pair", &clauses)
}

/// Returns a list in braces of the methods with this direction.
fn list(source: &SideData<'_>, direction: Direction) -> String {
    let methods = source
        .methods
        .iter()
        .filter(|seen| seen.direction == direction);
    let names: Vec<_> = methods.map(|seen| name(seen.method)).collect();
    match names.as_slice() {
        [] => "{}".to_owned(),
        names => format!("{{ {} }}", names.join(", ")),
    }
}

fn name(method: &Method) -> &str {
    &method.rust
}
