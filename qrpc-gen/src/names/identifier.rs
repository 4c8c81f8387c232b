//! Converts names of the spec to Rust identifiers.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

/// The keywords of all editions that become valid identifiers with `r#`.
const RAW: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The keywords that cannot be identifiers, even with `r#`.
const NEVER: [&str; 4] = ["self", "Self", "super", "crate"];

/// Whether a word is a keyword in some edition, so that it cannot be a plain identifier.
pub(crate) fn is_keyword(word: &str) -> bool {
    RAW.contains(&word) || NEVER.contains(&word)
}

/// Whether a word becomes an identifier with `r#`.
pub(crate) fn can_be_raw(word: &str) -> bool {
    !NEVER.contains(&word)
}

/// Returns the Rust name of a function, a field or an argument. `None` if the name has a letter or
/// digit outside ASCII, or no ASCII letter or digit.
pub(crate) fn snake(name: &str, reserved: &[&str]) -> Option<String> {
    let name = spellable(name)?.to_snake_case();
    finish(name, 'n', reserved)
}

/// Returns the Rust name of a type or a variant. `None` if the name has a letter or digit outside
/// ASCII, or no ASCII letter or digit.
pub(crate) fn camel(name: &str) -> Option<String> {
    let name = spellable(name)?.to_upper_camel_case();
    finish(name, 'N', &[])
}

/// Returns the name of a stub's module, from the name of the spec's file without its extension;
/// `None` if no character of `stem` can be part of an identifier.
pub(crate) fn module(stem: &str) -> Option<String> {
    let mut name = stem.to_snake_case();
    if name.chars().next()?.is_numeric() {
        name.insert(0, 'n');
    }
    // An underscore instead of `r#`: with `r#`, the names of the module and of its file would
    // differ.
    if is_keyword(&name) {
        name.push('_');
    }
    Some(name)
}

/// The name of an item that is generated beside a type: the name of the type and a suffix. A name
/// such as `Self_` loses its underscore, which is only needed without a suffix.
pub(crate) fn with_suffix(name: &str, suffix: &str) -> String {
    format!("{}{suffix}", name.trim_end_matches('_'))
}

/// The words of a name, as the beginning of a sentence.
pub(crate) fn words(name: &str) -> String {
    let words = name.to_snake_case().replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Returns the name, or `None` if it has a letter or digit outside ASCII. For a name outside ASCII,
/// the author must choose an ASCII name, and can keep the original name with `wire`.
fn spellable(name: &str) -> Option<&str> {
    let foreign = |c: char| !c.is_ascii() && c.is_alphanumeric();
    (!name.contains(foreign)).then_some(name)
}

fn finish(mut name: String, digit_prefix: char, reserved: &[&str]) -> Option<String> {
    if name.chars().next()?.is_ascii_digit() {
        name.insert(0, digit_prefix);
    }
    if NEVER.contains(&name.as_str()) || reserved.contains(&name.as_str()) {
        name.push('_');
    } else if RAW.contains(&name.as_str()) {
        name.insert_str(0, "r#");
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_follows_rust() {
        assert_eq!(snake("textDocument", &[]).unwrap(), "text_document");
        assert_eq!(camel("text_document").unwrap(), "TextDocument");
    }

    #[test]
    fn signs_separate_words() {
        assert_eq!(snake("tools/list", &[]).unwrap(), "tools_list");
        assert_eq!(snake("$/progress", &[]).unwrap(), "progress");
    }

    #[test]
    fn keywords_become_raw() {
        assert_eq!(snake("type", &[]).unwrap(), "r#type");
        assert_eq!(snake("yield", &[]).unwrap(), "r#yield");
    }

    #[test]
    fn what_cannot_be_raw_gets_an_underscore() {
        assert_eq!(snake("self", &[]).unwrap(), "self_");
        assert_eq!(snake("crate", &[]).unwrap(), "crate_");
        assert_eq!(snake("super", &[]).unwrap(), "super_");
        assert_eq!(camel("self").unwrap(), "Self_");
    }

    #[test]
    fn a_suffix_replaces_the_underscore() {
        assert_eq!(with_suffix("Self_", "Error"), "SelfError");
        assert_eq!(with_suffix("Ping", "Error"), "PingError");
    }

    #[test]
    fn reserved_names_get_an_underscore() {
        assert_eq!(snake("start", &["start"]).unwrap(), "start_");
    }

    #[test]
    fn digits_do_not_come_first() {
        assert_eq!(snake("2fa", &[]).unwrap(), "n2fa");
        assert_eq!(camel("3d").unwrap(), "N3d");
    }

    #[test]
    fn nothing_comes_of_signs_alone() {
        assert_eq!(snake("$/-", &[]), None);
        assert_eq!(snake("_", &[]), None);
    }

    #[test]
    fn nothing_comes_of_letters_that_would_be_lost() {
        assert_eq!(snake("größe", &[]), None);
    }
}
