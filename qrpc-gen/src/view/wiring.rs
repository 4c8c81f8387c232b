//! The macro call that connects a side to the runtime.

use super::seen::Source;

/// The macro call that connects a side to the runtime.
#[derive(Clone, Debug)]
pub(crate) struct Wiring {
    /// The side, its peer and, if the stub contains it, the other side.
    pub(crate) subject: String,
    /// One line per method, with the kind of its handle.
    pub(crate) handles: Vec<String>,
}

impl Wiring {
    pub(super) fn new(source: &Source<'_>) -> Self {
        let names = &source.names;
        let inverse = source.inverse.map(|inverse| format!(" => {inverse}"));
        let handles = source.methods.iter().map(|seen| {
            let field = &seen.method.rust;
            format!("{field}: {},", seen.handle())
        });
        Self {
            subject: format!(
                "{}, {}{}",
                names.side,
                names.peer,
                inverse.unwrap_or_default()
            ),
            handles: handles.collect(),
        }
    }
}
