//! The front half of the compiler, from a file to its API.

use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::{check, model, names, spec};

/// Reads a spec, and adds what is wrong with it to `diagnostics`.
///
/// There is an API unless there are errors.
#[must_use]
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Option<model::Api> {
    let tree = spec::load(source, diagnostics)?;
    // From here on, each phase keeps silent about what an earlier one could not make out, so that
    // one run reports the mistakes of all of them.
    let spec = spec::lower(&tree, source, diagnostics);
    check::check(&spec, diagnostics);
    let api = names::resolve(&spec, diagnostics);
    api.filter(|_| !diagnostics.has_errors())
}
