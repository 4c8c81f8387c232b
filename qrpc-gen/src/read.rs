//! The front end of the compiler: from a source to its `Api`.

use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::{check, model, resolve, spec};

/// Reads a spec, and adds its errors and warnings to `diagnostics`.
///
/// Returns `None` if there are errors.
#[must_use]
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Option<model::Api> {
    let tree = spec::load(source, diagnostics)?;
    // From here on, no phase reports anything about input that an earlier phase could not read. So
    // all phases can run, and one run reports the mistakes of all of them.
    let spec = spec::lower(&tree, source, diagnostics);
    check::check(&spec, diagnostics);
    let api = resolve::resolve(&spec, diagnostics);
    api.filter(|_| !diagnostics.has_errors())
}
