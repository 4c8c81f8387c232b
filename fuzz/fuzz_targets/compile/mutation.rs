//! Mutations of whole words and lines. After most mutations of single bytes, the text is no longer
//! a spec that compiles.

use fastrand::Rng;

/// The keys of specs that a mutation may insert.
const KEYS: [&str; 54] = [
    "api",
    "inverted",
    "version",
    "doc",
    "use",
    "types",
    "errors",
    "methods",
    "direction",
    "args",
    "returns",
    "raises",
    "has_reply",
    "timeout",
    "params",
    "allow_positional_args",
    "wire",
    "deprecated",
    "since",
    "fields",
    "extends",
    "enum",
    "of",
    "open",
    "union",
    "tag",
    "untagged",
    "alias",
    "newtype",
    "rust",
    "encoding",
    "type",
    "default",
    "min",
    "max",
    "min_len",
    "max_len",
    "pattern",
    "flat",
    "const",
    "code",
    "data",
    "message",
    "cancel",
    "method",
    "id",
    "error",
    "answered",
    "case",
    "send_defaults",
    "unknown_args",
    "fault_code",
    "allow",
    "warn",
];

/// The names, types and values that a mutation may insert.
const OTHERS: [&str; 48] = [
    "ping",
    "boom",
    "a",
    "b",
    "A",
    "B",
    "self",
    "Other",
    "bool",
    "u8",
    "i64",
    "f64",
    "string",
    "bytes",
    "any",
    "null",
    "list<u8>",
    "map<A>",
    "tuple<a, b>",
    "string?",
    "u8??",
    "A | B",
    "\"a\"",
    "string = \"a\"",
    "incoming",
    "outgoing",
    "both",
    "by-position",
    "base64",
    "camel",
    "ignore",
    "none",
    "0",
    "1",
    "-1",
    "2.5",
    "300",
    "5s",
    "true",
    "false",
    "[]",
    "{}",
    "[a, b]",
    "{ a: u8 }",
    "unused-type",
    "missing-docs",
    "tuple<u8>",
    "list<list<A?>>",
];

/// Changes one word or line of the text, if the text has any.
pub(crate) fn mutate(text: &str, seed: u32) -> String {
    let mut rng = Rng::with_seed(seed.into());
    if rng.bool() {
        change_word(text, &mut rng)
    } else {
        change_line(text, &mut rng)
    }
}

/// Replaces a word by another word of its kind or of the text, removes the word, or inserts a word
/// beside it.
fn change_word(text: &str, rng: &mut Rng) -> String {
    let words = words(text);
    let Some((start, word)) = pick(&words, rng) else {
        return text.to_owned();
    };
    let (before, after) = (&text[..start], &text[start + word.len()..]);
    let new = match pick(&words, rng) {
        Some((_, other)) if rng.u8(..4) == 0 => other,
        _ if KEYS.contains(&word) => KEYS[rng.usize(..KEYS.len())],
        _ => OTHERS[rng.usize(..OTHERS.len())],
    };
    match rng.u8(..8) {
        0 => format!("{before}{after}"),
        1 => format!("{before}{word}, {new}{after}"),
        2 => format!("{before}{word}: {new}{after}"),
        _ => format!("{before}{new}{after}"),
    }
}

/// Removes, repeats, indents or unindents a line, or swaps two lines.
fn change_line(text: &str, rng: &mut Rng) -> String {
    let mut lines: Vec<_> = text.split('\n').map(str::to_owned).collect();
    let (from, to) = (rng.usize(..lines.len()), rng.usize(..lines.len()));
    match rng.u8(..5) {
        0 => drop(lines.remove(from)),
        1 => lines.insert(to, lines[from].clone()),
        2 => lines.swap(from, to),
        3 => lines[from].insert_str(0, "  "),
        _ => lines[from] = lines[from].strip_prefix("  ").unwrap_or("").to_owned(),
    }
    lines.join("\n")
}

/// The words of a text, each with its position.
fn words(text: &str) -> Vec<(usize, &str)> {
    let is_part = |letter: char| letter.is_alphanumeric() || "_-".contains(letter);
    let mut words: Vec<(usize, &str)> = Vec::new();
    for part in text.split(|letter| !is_part(letter)) {
        if !part.is_empty() {
            words.push((part.as_ptr() as usize - text.as_ptr() as usize, part));
        }
    }
    words
}

fn pick<T: Copy>(items: &[T], rng: &mut Rng) -> Option<T> {
    (!items.is_empty()).then(|| items[rng.usize(..items.len())])
}
