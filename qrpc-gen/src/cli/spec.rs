//! Opens specs, and shows what is wrong with them: what all verbs begin with.

use std::path::Path;

use qrpc_gen::paths::shown;
use qrpc_gen::{Diagnostics, Source, open};

use super::screen::{Screen, Tone, count};

/// What `look` makes of a spec; nothing where it is wrong, and the screen says why.
pub(super) fn with_spec<T>(
    spec: &Path,
    screen: &mut Screen,
    look: impl FnOnce(&Source) -> (Option<T>, Diagnostics),
) -> Option<T> {
    let source = match open(spec) {
        Ok(source) => source,
        Err(error) => {
            screen.error(&format!("`{}` could not be read: {error}", shown(spec)));
            return None;
        }
    };
    with_source(&source, screen, look)
}

/// The same of what was opened.
pub(super) fn with_source<T>(
    source: &Source,
    screen: &mut Screen,
    look: impl FnOnce(&Source) -> (Option<T>, Diagnostics),
) -> Option<T> {
    let (found, diagnostics) = look(source);
    screen.diagnostics(source, &diagnostics);
    if found.is_none() {
        let errors = count(diagnostics.errors(), "error");
        screen.status(Tone::Bad, "Wrong", &format!("{}: {errors}", source.path()));
        screen.hint_at_explanation(&diagnostics);
    }
    found
}
