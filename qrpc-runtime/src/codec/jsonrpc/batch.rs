//! Batches: several messages in a JSON array.

use serde::de::IgnoredAny;

use super::json::after_string;
use super::{DecodeError, excerpt};

/// Returns the error that answers the batch as a whole: the batch is not JSON, or empty.
pub(super) fn problem(text: &str) -> Option<DecodeError> {
    match serde_json::from_str::<IgnoredAny>(text) {
        Err(error) => {
            let problem = format!("{error}: {}", excerpt(text.as_bytes()));
            Some(DecodeError::Unreadable(problem))
        }
        Ok(_) => {
            let is_empty = messages(text).is_some_and(|mut messages| messages.next().is_none());
            is_empty.then(|| DecodeError::invalid("the batch is empty"))
        }
    }
}

/// Returns the texts of the messages in a batch, or `None` if `text` is not a batch. A message that
/// is not valid JSON does not affect the other messages.
pub(super) fn messages(text: &str) -> Option<impl Iterator<Item = &str>> {
    let mut rest = Some(text.trim_start().strip_prefix('[')?);
    Some(std::iter::from_fn(move || {
        let (message, behind) = first(rest?);
        let is_last = behind.is_none();
        rest = behind;
        let message = message.trim();
        (!is_last || !message.is_empty()).then_some(message)
    }))
}

/// Splits the text at the comma after its first message. Returns the first message and the text
/// after the comma. If there is no other message, returns `None` instead of the text.
fn first(text: &str) -> (&str, Option<&str>) {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b']' if depth == 0 => break,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => return (&text[..at], Some(&text[at + 1..])),
            b'"' => at = bytes.len() - after_string(&bytes[at + 1..]).len() - 1,
            _ => {}
        }
        at += 1;
    }
    (text.get(..at).unwrap_or(text), None)
}

#[cfg(test)]
mod tests {
    use super::messages;

    #[test]
    fn a_batch_is_split_into_its_messages() {
        for (text, expected) in [
            ("[]", &[][..]),
            (" [ ] ", &[]),
            ("[1]", &["1"]),
            (
                r#"[{"a":[1,2]} , {"b":"],"}]"#,
                &[r#"{"a":[1,2]}"#, r#"{"b":"],"}"#],
            ),
            (r#"["\"]",2]"#, &[r#""\"]""#, "2"]),
            ("[NaN,,2", &["NaN", "", "2"]),
            ("[\"é", &["\"é"]),
            ("[1]]2,", &["1"]),
        ] {
            let found = messages(text).map(Iterator::collect::<Vec<_>>);
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        assert!(messages("{}").is_none() && messages("").is_none());
    }
}
