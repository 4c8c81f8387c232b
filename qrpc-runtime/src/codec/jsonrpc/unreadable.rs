//! Replies that are not JSON, such as those with the `NaN` that Python writes. If a reply that is
//! not JSON has the id of a call, the call fails at once instead of at its deadline.

use super::json::after_string;
use super::numbers::whole;
use super::{DecodeError, IncomingMessage};

/// Reads a message that is not JSON. Returns a malformed reply if the message looks like a reply to
/// a call, and an error otherwise.
pub(super) fn read<'f>(text: &str, problem: String) -> Result<IncomingMessage<'f>, DecodeError> {
    match reply_id(text).and_then(whole) {
        Some(id) => Ok(IncomingMessage::Malformed {
            id,
            error: DecodeError::Unreadable(problem),
        }),
        None => Err(DecodeError::Unreadable(problem)),
    }
}

/// Returns the text of the `id` of a reply that cannot be parsed, or `None` if the text does not
/// look like a reply.
///
/// A reply has the key `result` or `error`, and no method, at the outermost level.
fn reply_id(text: &str) -> Option<&str> {
    let mut id = None;
    let mut is_reply = false;
    for (key, value) in outermost(text) {
        match key {
            "id" => id = Some(value),
            "result" | "error" => is_reply = true,
            "method" if !value.trim_start().starts_with("null") => return None,
            _ => {}
        }
    }
    let id = id.filter(|_| is_reply)?;
    id.split([',', '}']).next().map(str::trim)
}

/// Returns the keys of the outermost object, each with all the text after its colon.
fn outermost(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'"' => {
                    let begin = at;
                    at = bytes.len() - after_string(&bytes[at..]).len();
                    let value = text
                        .get(at..)
                        .and_then(|rest| rest.trim_start().strip_prefix(':'));
                    let key = text.get(begin..at.saturating_sub(1));
                    if let (1, Some(value), Some(key)) = (depth, value, key) {
                        return Some((key, value));
                    }
                }
                _ => {}
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::reply_id;

    /// If the work grew with the square of the length, the test would take many minutes.
    #[test]
    fn a_large_text_is_looked_through_once() {
        for repeated in [
            "\"id\":",
            "\"id\": ",
            "\"result\":",
            "\"method\": ",
            "\"",
            "[",
            "{",
            " ",
            "\"\\",
        ] {
            for begin in ["{", "[", ""] {
                let text = begin.to_owned() + &repeated.repeat((1 << 20) / repeated.len());
                assert_eq!(reply_id(&text), None, "{begin}{repeated}…");
            }
        }
        let many = format!("{{\"result\":NaN,{}7}}", "\"id\":".repeat(200_000));
        assert_eq!(reply_id(&many), Some("7"));
    }

    #[test]
    fn the_id_of_what_looks_like_a_reply_is_found() {
        for (text, id) in [
            (r#"{"jsonrpc":"2.0","result":NaN,"id":1}"#, Some("1")),
            (
                r#"{"id": "7" ,"result":[Infinity,{"id":2}]}"#,
                Some("\"7\""),
            ),
            ("{\"result\":\"a\nb\",\"id\":3}", Some("3")),
            (r#"{"result":1,"id":4,}"#, Some("4")),
            (r#"{"error":{"code":-Infinity},"id":5"#, Some("5")),
            (r#"{"method":null,"result":NaN,"id":6}"#, Some("6")),
            (r#"{"method":"m","params":NaN,"id":1}"#, None),
            (r#"{"method":"m","result":NaN,"id":1}"#, None),
            (r#"{"params":{"result":1},"id":NaN}"#, None),
            (r#"{"result":"\"id\":1", oops}"#, None),
            (r#"["result",{"id":1}"#, None),
            (r#"{"result"#, None),
            ("", None),
        ] {
            assert_eq!(reply_id(text), id, "{text}");
        }
    }
}
