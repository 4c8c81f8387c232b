//! The names of the modules that stubs become in a program. Names within a stub are decided in
//! `names`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::names;
use crate::paths::stub_name;

/// The file name of a spec's stub, after the module that `include_stub!` makes of it.
pub(super) fn stub_file(spec: &Path) -> PathBuf {
    let stem = spec.file_stem().and_then(OsStr::to_str);
    match stem.and_then(names::module) {
        Some(name) => format!("{name}.rs").into(),
        // No character of the name can be part of an identifier; `include!` still finds the file.
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
