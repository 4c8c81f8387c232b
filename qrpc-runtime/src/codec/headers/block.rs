//! The header block before a message: one header per line, up to an empty line.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use super::super::{Split, excerpt};

/// The maximum length in bytes of a header block, including its empty line.
pub(super) const MAX_BLOCK: usize = 8 << 10;

/// The reason why the body of a message cannot be found.
type Problem = Cow<'static, str>;

/// Finds the body of the first message. The first `scanned` bytes are lines that were checked
/// before.
pub(super) fn split(bytes: &[u8], scanned: usize) -> Result<Split, Problem> {
    let bytes = bytes.get(..MAX_BLOCK).unwrap_or(bytes);
    let mut at = scanned;
    while let Some((line, next)) = line(bytes, at) {
        if line.is_empty() {
            let payload = body(next, length(bytes.get(..at).unwrap_or_default())?)?;
            let next = payload.end;
            return Ok(Split::Frame { payload, next });
        }
        content_length(line)?;
        at = next;
    }
    if bytes.len() == MAX_BLOCK {
        return Err(format!("the header block exceeds {MAX_BLOCK} bytes").into());
    }
    Ok(Split::Partial(at))
}

/// Returns the line at `start` without its end, which is `\r\n` or `\n`, and the position of the
/// next line. Returns `None` if the line is incomplete.
fn line(bytes: &[u8], start: usize) -> Option<(&[u8], usize)> {
    let rest = bytes.get(start..)?;
    let end = memchr(b'\n', rest)?;
    let line = &rest[..end];
    Some((line.strip_suffix(b"\r").unwrap_or(line), start + end + 1))
}

/// Returns the length of the body, from the lines of a complete block.
fn length(block: &[u8]) -> Result<usize, Problem> {
    let mut found: Option<usize> = None;
    let mut at = 0;
    while let Some((line, next)) = line(block, at) {
        at = next;
        let Some(length) = content_length(line)? else {
            continue;
        };
        if let Some(other) = found.filter(|other| *other != length) {
            return Err(format!(
                "the header block has two different values of Content-Length: {other} and {length}"
            )
            .into());
        }
        found = Some(length);
    }
    found.ok_or(Cow::Borrowed("the header block has no Content-Length"))
}

fn body(start: usize, length: usize) -> Result<Range<usize>, Problem> {
    let end = start.checked_add(length);
    end.map(|end| start..end)
        .ok_or_else(|| format!("Content-Length is too large: {length}").into())
}

/// Checks a header. Returns its value if the header is `Content-Length`.
fn content_length(line: &[u8]) -> Result<Option<usize>, Problem> {
    let (name, value) = memchr(b':', line)
        .map(|colon| (&line[..colon], line[colon + 1..].trim_ascii()))
        .filter(|(name, _)| is_token(name))
        .ok_or_else(|| format!("a line before a message is not a header: {}", excerpt(line)))?;
    if name.eq_ignore_ascii_case(b"Content-Length") {
        return number(value).map(Some);
    }
    if name.eq_ignore_ascii_case(b"Content-Type") {
        check_charset(value)?;
    }
    Ok(None)
}

/// Whether this is a token of RFC 9110, section 5.6.2, as the name of a header must be.
fn is_token(name: &[u8]) -> bool {
    let is_allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !name.is_empty() && name.iter().all(is_allowed)
}

fn number(value: &[u8]) -> Result<usize, Problem> {
    let digits = std::str::from_utf8(value)
        .ok()
        .filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    let Some(digits) = digits else {
        let value = excerpt(value);
        return Err(format!("Content-Length is not a number of bytes: {value}").into());
    };
    let too_large = |_| format!("Content-Length is too large: {}", excerpt(value)).into();
    digits.parse().map_err(too_large)
}

/// Checks the parameter `charset` of a Content-Type, if there is one.
fn check_charset(value: &[u8]) -> Result<(), Problem> {
    let mut parameters = value.split(|byte| *byte == b';').skip(1);
    match parameters.find_map(charset) {
        Some(charset) if !is_utf8(charset) => {
            let charset = excerpt(charset);
            Err(format!("Content-Type has a charset other than utf-8: {charset}").into())
        }
        _ => Ok(()),
    }
}

fn charset(parameter: &[u8]) -> Option<&[u8]> {
    let equals = memchr(b'=', parameter)?;
    let name = parameter[..equals].trim_ascii();
    let value = parameter[equals + 1..].trim_ascii();
    let unquoted = value
        .strip_prefix(b"\"")
        .and_then(|value| value.strip_suffix(b"\""));
    name.eq_ignore_ascii_case(b"charset")
        .then_some(unquoted.unwrap_or(value))
}

/// Both spellings are in use; RFC 2978 registers only `utf-8`.
fn is_utf8(charset: &[u8]) -> bool {
    charset.eq_ignore_ascii_case(b"utf-8") || charset.eq_ignore_ascii_case(b"utf8")
}
