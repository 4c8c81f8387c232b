//! The extent of values, which is found without decoding them: from the first byte of each value
//! and its length, which must not exceed the bytes that have arrived.

use rmp::Marker;

/// The maximum nesting depth of a message, and the number of levels around the scanned values.
#[derive(Clone, Copy)]
pub(super) struct Depth {
    pub(super) around: usize,
    pub(super) max: usize,
}

/// The values of a list, one after the other.
pub(super) struct Values<'f> {
    rest: &'f [u8],
    left: u64,
    depth: Depth,
}

impl<'f> Values<'f> {
    /// Returns the values of the list that `bytes` begins with.
    pub(super) fn of_list(bytes: &'f [u8], depth: Depth) -> Result<Self, String> {
        Self::nested(bytes, depth, is_list)
    }

    /// Returns the keys and values of the map that `bytes` begins with.
    pub(super) fn of_map(bytes: &'f [u8], depth: Depth) -> Result<Self, String> {
        Self::nested(bytes, depth, is_map)
    }

    fn nested(bytes: &'f [u8], depth: Depth, is_kind: fn(&[u8]) -> bool) -> Result<Self, String> {
        match head(bytes)? {
            (length, Content::Values(left)) if is_kind(bytes) => Ok(Self {
                rest: bytes.get(length..).unwrap_or_default(),
                left,
                depth: Depth {
                    around: depth.around + 1,
                    ..depth
                },
            }),
            _ => Err("a list or map is missing".to_owned()),
        }
    }

    /// Returns the bytes of the next value.
    pub(super) fn next(&mut self) -> Result<&'f [u8], String> {
        let missing = || "the message has too few values".to_owned();
        let left = self.left.checked_sub(1).ok_or_else(missing)?;
        let length = value_length(self.rest, self.depth)?;
        let (value, rest) = self.rest.split_at_checked(length).ok_or_else(truncated)?;
        (self.rest, self.left) = (rest, left);
        Ok(value)
    }

    pub(super) fn has_next(&self) -> bool {
        self.left > 0
    }

    /// Checks that neither values nor other bytes are left.
    pub(super) fn end(&self) -> Result<(), String> {
        if self.has_next() {
            return Err("the message has too many values".to_owned());
        }
        if self.rest.is_empty() {
            return Ok(());
        }
        Err("bytes follow the message".to_owned())
    }
}

pub(super) fn is_list(value: &[u8]) -> bool {
    let marker = value.first().map(|byte| Marker::from_u8(*byte));
    matches!(
        marker,
        Some(Marker::FixArray(_) | Marker::Array16 | Marker::Array32)
    )
}

pub(super) fn is_map(value: &[u8]) -> bool {
    let marker = value.first().map(|byte| Marker::from_u8(*byte));
    matches!(
        marker,
        Some(Marker::FixMap(_) | Marker::Map16 | Marker::Map32)
    )
}

/// Returns the length in bytes of the value that `bytes` begins with.
pub(super) fn value_length(bytes: &[u8], depth: Depth) -> Result<usize, String> {
    // The number of values that each open list or map still lacks.
    let mut open: Vec<u64> = Vec::new();
    let mut at: usize = 0;
    loop {
        let (length, content) = head(bytes.get(at..).unwrap_or_default())?;
        at += length;
        match content {
            Content::Bytes(length) => at = end(bytes, at, length)?,
            Content::Values(_) if depth.around + open.len() >= depth.max => {
                let max = depth.max;
                return Err(format!("the nesting exceeds the maximum of {max} levels"));
            }
            Content::Values(count) => open.push(count),
        }
        if !continues(&mut open) {
            return Ok(at);
        }
    }
}

fn end(bytes: &[u8], start: usize, length: u64) -> Result<usize, String> {
    let end = usize::try_from(length)
        .ok()
        .and_then(|length| start.checked_add(length));
    end.filter(|end| *end <= bytes.len()).ok_or_else(truncated)
}

/// Takes the next value of the innermost list or map that lacks one. Returns `false` if all are
/// complete.
fn continues(open: &mut Vec<u64>) -> bool {
    while let Some(left) = open.last_mut() {
        if let Some(less) = left.checked_sub(1) {
            *left = less;
            return true;
        }
        open.pop();
    }
    false
}

fn truncated() -> String {
    "the message ends within a value".to_owned()
}

/// The content after the head of a value: a number of bytes, or of values.
enum Content {
    Bytes(u64),
    Values(u64),
}

/// Returns the length of the head of a value, and what follows the head.
fn head(bytes: &[u8]) -> Result<(usize, Content), String> {
    let marker = Marker::from_u8(*bytes.first().ok_or_else(truncated)?);
    let width = length_width(marker);
    let digits = bytes.get(1..=width).ok_or_else(truncated)?;
    let length = digits
        .iter()
        .fold(0, |length, byte| length << 8 | u64::from(*byte));
    Ok((1 + width, content(marker, length)?))
}

/// Returns the number of bytes after the marker that hold a length.
fn length_width(marker: Marker) -> usize {
    use Marker::{Array16, Array32, Bin8, Bin16, Bin32, Map16, Map32, Str8, Str16, Str32};
    match marker {
        Str8 | Bin8 => 1,
        Str16 | Bin16 | Array16 | Map16 => 2,
        Str32 | Bin32 | Array32 | Map32 => 4,
        _ => 0,
    }
}

fn content(marker: Marker, length: u64) -> Result<Content, String> {
    use Marker::{
        Array16, Array32, Bin8, Bin16, Bin32, Ext8, Ext16, Ext32, F32, F64, False, FixArray,
        FixExt1, FixExt2, FixExt4, FixExt8, FixExt16, FixMap, FixNeg, FixPos, FixStr, I8, I16, I32,
        I64, Map16, Map32, Null, Reserved, Str8, Str16, Str32, True, U8, U16, U32, U64,
    };
    Ok(match marker {
        FixPos(_) | FixNeg(_) | Null | False | True => Content::Bytes(0),
        U8 | I8 => Content::Bytes(1),
        U16 | I16 => Content::Bytes(2),
        U32 | I32 | F32 => Content::Bytes(4),
        U64 | I64 | F64 => Content::Bytes(8),
        FixStr(length) => Content::Bytes(length.into()),
        Str8 | Str16 | Str32 | Bin8 | Bin16 | Bin32 => Content::Bytes(length),
        FixArray(count) => Content::Values(count.into()),
        Array16 | Array32 => Content::Values(length),
        FixMap(count) => Content::Values(2 * u64::from(count)),
        Map16 | Map32 => Content::Values(2 * length),
        FixExt1 | FixExt2 | FixExt4 | FixExt8 | FixExt16 | Ext8 | Ext16 | Ext32 => {
            return Err("extension types are not supported".to_owned());
        }
        Reserved => return Err("the byte 0xc1 does not begin a value".to_owned()),
    })
}
