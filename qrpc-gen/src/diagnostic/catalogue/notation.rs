//! Formats parts of a spec for a help: on one line, in the format of the file (YAML or TOML).

use super::SHOWN;
use crate::source::Syntax;
use crate::tree::{Entry, Node, NodeKind};

/// The maximum number of entries of a map, and of items of a list, that are shown.
const ENTRIES: usize = 6;

/// The maximum number of nesting levels that are shown.
const LEVELS: usize = 4;

/// A string that begins with one of these characters is quoted in YAML, because YAML may read the
/// character as syntax.
const INDICATORS: &[char] = &[
    '\'', '"', '#', '&', '*', '!', '|', '>', '%', '@', '`', '-', '?', ':', ',', '[', ']', '{', '}',
];

impl Syntax {
    /// Formats an entry, such as `key: value` in YAML. The value is formatted already.
    pub(super) fn entry(self, key: &str, value: &str) -> String {
        match self {
            Self::Yaml => format!("{}: {value}", self.key(key)),
            Self::Toml => format!("{} = {value}", self.key(key)),
        }
    }

    /// Formats a map, such as `{ key: value }` in YAML. The values are formatted already.
    pub(super) fn map<K: AsRef<str>>(
        self,
        entries: impl IntoIterator<Item = (K, String)>,
    ) -> String {
        let mut shown: Vec<_> = entries
            .into_iter()
            .take(ENTRIES + 1)
            .map(|(key, value)| self.entry(key.as_ref(), &value))
            .collect();
        if shown.len() > ENTRIES {
            shown.truncate(ENTRIES);
            shown.push("…".to_owned());
        }
        if shown.is_empty() {
            return "{}".to_owned();
        }
        format!("{{ {} }}", shown.join(", "))
    }

    /// Formats a string, in quotes if the format of the file requires them.
    pub(super) fn text(self, text: &str) -> String {
        let text = shortened(text);
        match self {
            Self::Yaml if is_plain(&text) => text,
            _ if text.contains('"') && !text.contains('\'') => format!("'{text}'"),
            _ => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        }
    }

    /// Formats a value of the spec.
    pub(super) fn node(self, node: &Node) -> String {
        self.nested(node, LEVELS)
    }

    fn nested(self, node: &Node, levels: usize) -> String {
        match &node.kind {
            NodeKind::Scalar(scalar) if scalar.quoted || self == Self::Yaml => {
                self.text(&scalar.text)
            }
            NodeKind::Scalar(scalar) => shortened(&scalar.text),
            _ if levels == 0 => "…".to_owned(),
            NodeKind::List(items) => {
                let shown = items.iter().take(ENTRIES);
                let shown: Vec<_> = shown.map(|item| self.nested(item, levels - 1)).collect();
                format!("[{}]", shown.join(", "))
            }
            NodeKind::Map(map) => self.map(map.iter().map(|Entry { key, value }| {
                let value = self.nested(value, levels - 1);
                (key.value.as_str(), value)
            })),
        }
    }

    /// Formats a key, in quotes if the format of the file requires them.
    pub(super) fn key(self, key: &str) -> String {
        let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        match self {
            Self::Toml if !key.is_empty() && key.chars().all(bare) => shortened(key),
            Self::Toml => format!("\"{}\"", shortened(key).replace('"', "\\\"")),
            Self::Yaml => self.text(key),
        }
    }
}

/// Whether YAML reads the text as the same string if it is not quoted, even within braces.
fn is_plain(text: &str) -> bool {
    let cut =
        text.contains([',', '[', ']', '{', '}']) || text.contains(": ") || text.contains(" #");
    !(text.is_empty() || cut || text.starts_with(INDICATORS) || text.ends_with(':'))
}

/// Returns the text on one line, shortened if it is long.
fn shortened(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_its_own_notation() {
        let entries = || [("a", "string"), ("b", "list<i64>?")];
        let written =
            |syntax: Syntax| syntax.map(entries().map(|(key, ty)| (key, syntax.text(ty))));
        assert_eq!(written(Syntax::Yaml), "{ a: string, b: list<i64>? }");
        assert_eq!(
            written(Syntax::Toml),
            r#"{ a = "string", b = "list<i64>?" }"#
        );
    }

    #[test]
    fn a_text_that_needs_quotes_has_them() {
        assert_eq!(
            Syntax::Yaml.text("map<string, i64>"),
            "\"map<string, i64>\""
        );
        assert_eq!(Syntax::Yaml.text(r#"list = ["a"]"#), r#"'list = ["a"]'"#);
        assert_eq!(Syntax::Toml.text(r#"string = "V""#), r#"'string = "V"'"#);
    }

    #[test]
    fn a_long_map_is_cut() {
        let entries = (0..9).map(|at| (format!("k{at}"), "u8".to_owned()));
        let written = Syntax::Yaml.map(entries);
        assert!(written.ends_with("k5: u8, … }"), "{written}");
    }
}
