//! One of the files that a spec consists of.

use std::collections::BTreeMap;
use std::path::Path;

use super::Span;

/// One file of a [`Source`](super::Source). The source joins the texts of all its files.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    pub(super) path: String,
    pub(crate) span: Span,
    pub(crate) flaw: Option<Flaw>,
    /// For each name in the file's key `use`, the file that it refers to.
    pub(crate) uses: BTreeMap<String, Used>,
}

/// The file that a name in the key `use` refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Used {
    /// The file with this number in the [`Source`](super::Source).
    File(usize),
    /// A file that cannot be used; the string is the reason.
    Not(String),
}

/// The language of a file, by its extension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Syntax {
    #[default]
    Yaml,
    Toml,
}

/// The reason why the bytes of a file cannot be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    TooLarge,
    NotUtf8(Span),
    Nul(Span),
}

impl SourceFile {
    pub(super) fn new(path: String, span: Span, flaw: Option<Flaw>) -> Self {
        Self {
            path,
            span,
            flaw,
            uses: BTreeMap::new(),
        }
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn syntax(&self) -> Option<Syntax> {
        let extension = Path::new(&self.path).extension()?.to_str()?;
        match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Syntax::Yaml),
            "toml" => Some(Syntax::Toml),
            _ => None,
        }
    }
}

/// Decodes the bytes of a file. `limit` is the maximum number of bytes, and `start` the offset at
/// which the file will begin in the text of the source.
pub(super) fn decode(bytes: &[u8], limit: usize, start: usize) -> (String, Option<Flaw>) {
    if bytes.len() > limit {
        return (String::new(), Some(Flaw::TooLarge));
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let at = |offset: usize| Span::char_at(&text, offset).after(start);
    let flaw = match std::str::from_utf8(bytes) {
        Err(error) => Some(Flaw::NotUtf8(at(error.valid_up_to()))),
        Ok(text) => text.find('\0').map(|offset| Flaw::Nul(at(offset))),
    };
    (text, flaw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_the_syntax() {
        let syntax = |path: &str| SourceFile::new(path.to_owned(), Span::default(), None).syntax();
        assert_eq!(syntax("a/b.YML"), Some(Syntax::Yaml));
        assert_eq!(syntax("a/b.toml"), Some(Syntax::Toml));
        assert_eq!(syntax("toml"), None);
    }
}
