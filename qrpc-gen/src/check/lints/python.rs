//! The lint `python-name`.

use crate::check::Scope;
use crate::diagnostic::{Diagnostics, catalogue};

/// The names of the parameters that the Python library adds to the arguments of its functions.
const PYTHON_NAMES: [&str; 3] = ["sender", "receivers", "secinfo"];

/// Checks that the Python library can pass every argument.
pub(super) fn python_passes_all_arguments(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for method in &scope.spec.methods {
        for field in scope.arguments(&method.args) {
            let name = field.wire();
            if PYTHON_NAMES.contains(&name.value.as_str()) && scope.spec.is_own(name.span) {
                diagnostics.push(catalogue::python_name(name, &PYTHON_NAMES));
            }
        }
    }
}
