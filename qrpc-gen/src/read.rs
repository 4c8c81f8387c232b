//! The front end of the compiler: from a source to its `Api`.

use crate::diagnostic::{Code, Diagnostics};
use crate::source::Source;
use crate::{check, model, resolve, spec};

/// Reads a spec, and adds its errors and warnings to `diagnostics`.
///
/// Returns `None` if the spec has an error.
#[must_use]
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Option<model::Api> {
    // No later phase reports mistakes in input that an earlier phase could not read. Therefore all
    // phases run, and one run of the compiler reports the mistakes that all phases find.
    let spec = spec::declarations(source, diagnostics)?;
    let mut mistakes = Diagnostics::default();
    let patterns = check::check(&spec, &mut mistakes);
    if spec.lacks_files {
        mistakes.without(&[Code::UNKNOWN_TYPE, Code::UNKNOWN_ERROR]);
    }
    diagnostics.append(mistakes);
    let api = resolve::resolve(&spec, patterns, diagnostics);
    // Warnings about a used file are shown only when that file is compiled itself.
    let (own, _) = source.text_of(0);
    diagnostics.without_warnings_from(own.len() + 1);
    // A mistake may hide a use or a name, so the lints run only if there is no error.
    if !diagnostics.has_errors() {
        check::lint(&spec, diagnostics);
    }
    diagnostics.allow(&spec.allow);
    api.filter(|_| !diagnostics.has_errors())
}
