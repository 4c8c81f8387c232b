//! Reads specs, compiles them, and shows what is wrong with them: what all verbs begin with.

use std::path::Path;

use qrpc_gen::paths::shown;
use qrpc_gen::{Options, Stub, generate, open};

use super::screen::{Screen, Tone, count};

/// Compiles one spec; nothing comes of one that is wrong, and the screen says why.
pub(super) fn compile(spec: &Path, options: &Options, screen: &mut Screen) -> Option<Stub> {
    let source = match open(spec) {
        Ok(source) => source,
        Err(error) => {
            screen.error(&format!("`{}` could not be read: {error}", shown(spec)));
            return None;
        }
    };
    let output = generate(&source, options);
    screen.diagnostics(&source, &output.diagnostics);
    if output.stub.is_none() {
        let errors = count(output.diagnostics.errors(), "error");
        screen.status(Tone::Bad, "Wrong", &format!("{}: {errors}", source.path()));
    }
    output.stub
}
