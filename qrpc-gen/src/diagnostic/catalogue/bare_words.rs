//! Puts words in quotes: a default that would be JSON if its strings were in double quotes.

use serde_json::Value;

/// The characters between the values of JSON.
const PUNCTUATION: [char; 6] = ['[', ']', '{', '}', ',', ':'];

/// Returns the text with its strings in double quotes; `None` if even that is not JSON.
pub(super) fn quoted(text: &str) -> Option<String> {
    let mut mended = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let token = token(rest, first);
        mended.push_str(&value(token));
        rest = rest.get(token.len()..)?;
    }
    serde_json::from_str::<Value>(&mended)
        .is_ok()
        .then_some(mended)
}

/// Returns the first token of a text that begins with `first`: a string with its quotes, one
/// character of the punctuation, or the text up to the next punctuation.
fn token(text: &str, first: char) -> &str {
    let length = match first {
        '"' | '\'' => closing(text, first),
        _ if PUNCTUATION.contains(&first) => Some(1),
        c if c.is_whitespace() => text.find(|c: char| !c.is_whitespace()),
        _ => text.find(PUNCTUATION),
    };
    length.and_then(|length| text.get(..length)).unwrap_or(text)
}

/// Returns the length of the string at the beginning of a text.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    let mut inside = text.char_indices().skip(1);
    let end = inside.find(|(_, c)| {
        let ends = *c == quote && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        ends
    });
    end.map(|(end, _)| end + 1)
}

fn value(token: &str) -> String {
    let word = token.trim_end();
    let is_json = serde_json::from_str::<Value>(word).is_ok();
    if is_json || word.is_empty() || word.starts_with('"') || word.starts_with(PUNCTUATION) {
        return token.to_owned();
    }
    let single = word
        .strip_prefix('\'')
        .and_then(|word| word.strip_suffix('\''));
    let space = token.get(word.len()..).unwrap_or_default();
    format!("{}{space}", Value::from(single.unwrap_or(word)))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_get_quotes() {
        for (text, mended) in [
            ("blue", r#""blue""#),
            ("dark red", r#""dark red""#),
            ("'it'", r#""it""#),
            (
                "[a, 'b, c', \"d\\\"\", 1, true]",
                r#"["a", "b, c", "d\"", 1, true]"#,
            ),
            ("{a: b , c: [d]}", r#"{"a": "b" , "c": ["d"]}"#),
            ("größe", r#""größe""#),
        ] {
            assert_eq!(quoted(text).as_deref(), Some(mended), "{text}");
        }
    }

    #[test]
    fn text_that_stays_wrong_is_not_mended() {
        for text in ["", "[1, 2", "[a,, b]", "\"open", "a: b", "{1: 2}"] {
            assert_eq!(quoted(text), None, "{text}");
        }
    }
}
