//! Mutations that know the tokens of messages, which reach more than mutations of single bytes.

use fastrand::Rng;

/// Tokens that replace others.
const TOKENS: [&[u8]; 24] = [
    b"0",
    b"1",
    b"-1",
    b"7.0",
    b"1e999",
    b"18446744073709551616",
    b"null",
    b"true",
    b"\"\"",
    b"\"1\"",
    b"\"\\ud800\"",
    b"{}",
    b"[]",
    b"{\"__bytes\":\"AA==\"}",
    b"\"measure\"",
    b"\"tree\"",
    b"\"shout\"",
    b"\"rpc.cancel\"",
    b"\"rpc.secinfo\"",
    b"\"result\"",
    b"\"error\"",
    b"\"params\"",
    b"\"id\"",
    b"[[[[",
];

/// Returns the bytes after a few changes of whole tokens. Keeps the length of a header block right,
/// mostly.
pub(crate) fn mutate(bytes: &[u8], seed: u32) -> Vec<u8> {
    let mut rng = Rng::with_seed(seed.into());
    let mut tokens: Vec<&[u8]> = tokens(bytes);
    for _ in 0..rng.usize(1..4) {
        change(&mut tokens, &mut rng);
    }
    let mutated = tokens.concat();
    if rng.u8(..) < 240 {
        with_length(&mutated)
    } else {
        mutated
    }
}

fn change<'b>(tokens: &mut Vec<&'b [u8]>, rng: &mut Rng) {
    let values: Vec<_> = (0..tokens.len())
        .filter(|at| is_value(tokens[*at]))
        .collect();
    let Some(at) = rng.choice(&values).copied() else {
        return;
    };
    let other = rng.usize(..tokens.len());
    match rng.u8(..16) {
        0 => drop(tokens.remove(other)),
        1 => tokens.insert(other, tokens[at]),
        2 => tokens.swap(at, other),
        3 => {
            let (from, to) = (at.min(other), at.max(other));
            let copied = tokens[from..to].to_vec();
            tokens.splice(to..to, copied);
        }
        // A value for a value, so that JSON remains JSON.
        4..8 => tokens[at] = tokens[values[rng.usize(..values.len())]],
        _ => tokens[at] = TOKENS[rng.usize(..TOKENS.len())],
    }
}

/// Whether the token is a string, a word or a number.
fn is_value(token: &[u8]) -> bool {
    token.len() > 1 || token.iter().all(u8::is_ascii_alphanumeric)
}

/// Splits the bytes into words and numbers, strings, and single other bytes.
fn tokens(bytes: &[u8]) -> Vec<&[u8]> {
    let mut tokens = Vec::new();
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.$/".contains(byte);
        let length = match first {
            b'"' => rest[1..]
                .iter()
                .position(|byte| *byte == b'"')
                .map_or(1, |end| end + 2),
            byte if is_word(byte) => rest.iter().take_while(|byte| is_word(byte)).count(),
            _ => 1,
        };
        let (token, others) = rest.split_at(length);
        tokens.push(token);
        rest = others;
    }
    tokens
}

/// Sets the number in the first header block to the number of bytes after it.
fn with_length(bytes: &[u8]) -> Vec<u8> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    match end {
        Some(end) if bytes.starts_with(b"Content-Length") => {
            let body = &bytes[end + 4..];
            let header = format!("Content-Length: {}\r\n\r\n", body.len());
            [header.as_bytes(), body].concat()
        }
        _ => bytes.to_vec(),
    }
}
