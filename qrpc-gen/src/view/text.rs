//! Makes text of the author safe for comments of generated code.

/// Returns the lines of a text. Characters that could end a comment or mislead its reader are
/// escaped.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let lines = text.split(ends_line).map(safe);
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// Returns the text on one line.
pub(super) fn one_line(text: &str) -> String {
    lines(text).join(" ").trim().to_owned()
}

/// Returns the text as inline code in Markdown. The text may contain backticks.
pub(super) fn quoted(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{ticks}{space}{code}{space}{ticks}")
}

/// Breaks a text at its spaces into lines of at most `columns` characters. A word that Markdown
/// would take for the beginning of a block, such as a fence, never begins a line: it stays on the
/// line before, even if that line becomes longer. No line ends with whitespace, and only a blank
/// text has a blank line.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.trim().is_empty() => *line += word,
            Some(line) if stays_on(line, word, columns) => {
                line.push(' ');
                *line += word;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

fn stays_on(line: &str, word: &str, columns: usize) -> bool {
    line.chars().count() + 1 + word.chars().count() <= columns
        || word.trim().is_empty()
        || begins_block(word)
}

/// Whether Markdown may take a line that begins with this text for something other than a line of a
/// paragraph.
pub(super) fn begins_block(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    match digits {
        0 if rest.starts_with('`') => rest.starts_with("```"),
        0 => rest.starts_with(['~', '#', '>', '<', '-', '+', '*', '_', '=', '|']),
        _ => rest.starts_with(['.', ')']),
    }
}

fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn safe(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\t' => text += "    ",
            c if c.is_control() || turns_text(c) => text.extend(c.escape_unicode()),
            c => text.push(c),
        }
    }
    text
}

/// Whether the character changes the direction of text, so that a reader sees other code than
/// rustc.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_of_a_line_ends_one() {
        let all = lines("a\nb\r\nc\rd\u{2028}e\u{85}f\u{b}g");
        assert_eq!(all, ["a", "b", "c", "d", "e", "f", "g"]);
    }

    #[test]
    fn what_could_deceive_is_shown() {
        assert_eq!(lines("a\u{202e}b\u{0}"), [r"a\u{202e}b\u{0}"]);
    }

    #[test]
    fn blanks_at_the_end_go_and_tabs_become_blanks() {
        assert_eq!(lines("\ta \t"), ["    a"]);
    }

    #[test]
    fn code_is_quoted_with_more_backticks_than_it_has() {
        assert_eq!(quoted("a"), "`a`");
        assert_eq!(quoted("`a``"), "``` `a`` ```");
    }

    #[test]
    fn text_is_wrapped_at_blanks() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("longer than this", 4), ["longer", "than", "this"]);
        assert_eq!(wrap("one  two three", 8), ["one  two", "three"]);
    }

    #[test]
    fn no_line_ends_with_whitespace_and_none_is_blank() {
        for space in ["", " ", "\u{3000}", "\u{2003} \u{a0}"] {
            let lines = wrap(&format!("{space} one {space} two{space} three {space}"), 4);
            assert!(
                lines
                    .iter()
                    .all(|line| line.trim_end() == line && !line.is_empty()),
                "{lines:?}"
            );
        }
        assert_eq!(wrap(" ", 4), [""]);
    }

    #[test]
    fn no_line_begins_a_block() {
        let text = wrap("Defaults to ```` ``` long ````", 12);
        assert_eq!(text, ["Defaults to ```` ```", "long ````"]);
        for word in ["#", "-", "1.", "~~~", ">", "<!--", "==="] {
            assert_eq!(
                wrap(&format!("one {word} two"), 3),
                [format!("one {word}"), "two".into()]
            );
        }
    }
}
