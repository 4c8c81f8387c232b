//! How the bytes of an input are divided into files.

/// The line between the files of an input.
const NEXT_FILE: &[u8] = b"\n%%%\n";

/// A spec and the files that it may use.
pub(crate) struct Input<'a> {
    /// The path of the spec, whose extension decides whether the spec is read as YAML or as TOML.
    pub(crate) path: &'static str,
    /// The spec, and then the files in the order in which it uses them.
    pub(crate) files: Vec<&'a [u8]>,
    /// Whether to compile the spec twice, and compare the results.
    pub(crate) compile_again: bool,
}

impl<'a> Input<'a> {
    /// Reads an input. The first byte is `y` for YAML or `t` for TOML, as a capital letter to
    /// compile the spec twice. For any other first byte, its lowest bit selects YAML, and a clear
    /// bit 0x20 compiles twice.
    pub(crate) fn of(bytes: &'a [u8]) -> Option<Self> {
        let (first, bytes) = bytes.split_first()?;
        Some(Self {
            path: if first & 1 == 1 {
                "spec.yaml"
            } else {
                "spec.toml"
            },
            files: divided(bytes),
            compile_again: first & 0x20 == 0,
        })
    }
}

fn divided(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut files = Vec::new();
    while let Some(end) = bytes
        .windows(NEXT_FILE.len())
        .position(|part| part == NEXT_FILE)
    {
        files.push(&bytes[..end]);
        bytes = &bytes[end + NEXT_FILE.len()..];
    }
    files.push(bytes);
    files
}
