//! Decides whether rustdoc runs a code block with a given language.

/// Returns the language in a fence's info string, or `text` if rustdoc would run code in that
/// language.
pub(super) fn language(info: &str) -> &str {
    let word = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '#' | '-' | '_');
    let language = info.trim_start().split(word).next().unwrap_or_default();
    let begins = language.starts_with(|c: char| c.is_ascii_alphanumeric());
    if begins && !is_known_to_rustdoc(language) {
        language
    } else {
        "text"
    }
}

/// Whether rustdoc interprets the word, or warns about it because it is similar to one that it
/// interprets.
fn is_known_to_rustdoc(language: &str) -> bool {
    let mut word = language.to_ascii_lowercase();
    word.retain(|c| c.is_ascii_alphanumeric());
    let is_error_code = word
        .strip_prefix('e')
        .is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
    let begins = ["rust", "edition", "ignore", "standalone"];
    let is = [
        "compilefail",
        "custom",
        "norun",
        "rs",
        "shouldpanic",
        "testharness",
    ];
    is_error_code || begins.iter().any(|begin| word.starts_with(begin)) || is.contains(&&*word)
}
