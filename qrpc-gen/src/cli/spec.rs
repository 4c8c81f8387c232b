//! Opens specs and shows their diagnostics, which is the first step of every verb.

use std::path::Path;

use qrpc_gen::paths::shown;
use qrpc_gen::{Diagnostics, Source, open};

use super::screen::{Screen, Tone, count};

/// Opens a spec, passes it to `look`, and prints the diagnostics from `look`. Returns the result of
/// `look`; `None` if the spec could not be read or has errors.
pub(super) fn with_spec<T>(
    spec: &Path,
    screen: &mut Screen,
    look: impl FnOnce(&Source) -> (Option<T>, Diagnostics),
) -> Option<T> {
    let source = match open(spec) {
        Ok(source) => source,
        Err(error) => {
            screen.file_error(&shown(spec), &format!("could not be read: {error}"));
            return None;
        }
    };
    with_source(&source, screen, look)
}

/// Like [`with_spec`], for a spec that is already open.
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
    } else {
        screen.hint_at_allow(source, &diagnostics);
    }
    found
}
