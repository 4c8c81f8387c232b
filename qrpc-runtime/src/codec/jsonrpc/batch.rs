//! Batches: several messages in a JSON array.

use serde::de::IgnoredAny;

use super::json::after_string;
use super::{DecodeError, excerpt};

/// Returns the error that answers the batch as a whole: the batch is not JSON, or empty.
pub(super) fn problem(batch: &[u8]) -> Option<DecodeError> {
    let text = std::str::from_utf8(batch).map_err(|error| error.to_string());
    let read = |text| serde_json::from_str::<IgnoredAny>(text).map_err(|error| error.to_string());
    if let Err(problem) = text.and_then(read) {
        let problem = format!("{problem}: {}", excerpt(batch));
        return Some(DecodeError::Unreadable(problem));
    }
    let is_empty = messages(batch).is_some_and(|mut messages| messages.next().is_none());
    is_empty.then(|| DecodeError::invalid("the batch is empty"))
}

/// Returns the messages in a batch, or `None` if `payload` is not a batch. A message that is not
/// valid JSON or UTF-8 does not affect the other messages.
pub(super) fn messages(payload: &[u8]) -> Option<impl Iterator<Item = &[u8]>> {
    let mut rest = Some(payload.trim_ascii_start().strip_prefix(b"[")?);
    Some(std::iter::from_fn(move || {
        let (message, behind) = first(rest?);
        let is_last = behind.is_none();
        rest = behind;
        let message = message.trim_ascii();
        (!is_last || !message.is_empty()).then_some(message)
    }))
}

/// Splits the bytes at the comma after the first message. Returns the first message and the bytes
/// after the comma. If there is no other message, returns `None` instead of these bytes.
fn first(bytes: &[u8]) -> (&[u8], Option<&[u8]>) {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b']' if depth == 0 => break,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => return (&bytes[..at], Some(&bytes[at + 1..])),
            b'"' => at = bytes.len() - after_string(&bytes[at + 1..]).len() - 1,
            _ => {}
        }
        at += 1;
    }
    (bytes.get(..at).unwrap_or(bytes), None)
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
            let found = messages(text.as_bytes()).map(Iterator::collect::<Vec<_>>);
            let expected: Vec<_> = expected.iter().map(|text| text.as_bytes()).collect();
            assert_eq!(found, Some(expected), "{text}");
        }
        let found = messages(b"[\"\xff\",1]").map(Iterator::collect::<Vec<_>>);
        assert_eq!(found, Some(vec![&b"\"\xff\""[..], b"1"]));
        assert!(messages(b"{}").is_none() && messages(b"").is_none());
    }
}
