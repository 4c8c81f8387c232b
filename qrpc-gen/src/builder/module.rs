//! Decides the name of the module that holds a stub in the user's program. The names within a stub
//! are decided in `names`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::names;
use crate::paths::stub_name;

/// Returns the file name of a spec's stub: the name of the module that `include_stub!` makes of the
/// stub, followed by `.rs`.
pub(super) fn stub_file(spec: &Path) -> PathBuf {
    let stem = spec.file_stem().and_then(OsStr::to_str);
    match stem.and_then(names::module) {
        Some(name) => format!("{name}.rs").into(),
        // The stem has no character that an identifier may contain, so the stub is named after the
        // unchanged stem.
        None => stub_name(spec),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(spec: &str, file: &str) {
        assert_eq!(stub_file(Path::new(spec)), Path::new(file), "{spec}");
    }

    #[test]
    fn a_module_keeps_its_name() {
        becomes("schemas/my_api.yaml", "my_api.rs");
        becomes("größe2.toml", "größe2.rs");
    }

    #[test]
    fn a_name_becomes_one_of_a_module() {
        becomes("my-api.yaml", "my_api.rs");
        becomes("MyApi.yaml", "my_api.rs");
        becomes("my api.v2.yaml", "my_api_v2.rs");
    }

    #[test]
    fn keywords_get_an_underscore() {
        becomes("type.yaml", "type_.rs");
        becomes("Self.yaml", "self_.rs");
        becomes("gen.yaml", "gen_.rs");
    }

    #[test]
    fn digits_do_not_come_first() {
        becomes("2fa.yaml", "n2fa.rs");
    }

    #[test]
    fn what_can_be_no_module_stays() {
        becomes("-.yaml", "-.rs");
        becomes("_.yaml", "_.rs");
    }
}
