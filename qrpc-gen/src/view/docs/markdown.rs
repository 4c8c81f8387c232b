//! The author's documentation as Markdown that rustdoc shows and never runs.
//!
//! Code in it is marked as such, since rustdoc would take it for a test; and nothing in it may
//! swallow the sections that come after it.

use super::text;

/// The lines of a documentation, none if it says nothing.
pub(super) fn lines(doc: &str) -> Vec<String> {
    let lines = text::lines(doc);
    let mut reader = Reader::new(doc);
    for line in trimmed(&lines) {
        reader.read(line);
    }
    reader.end()
}

/// Without blank lines around it.
fn trimmed(lines: &[String]) -> &[String] {
    let blank = |line: &&String| line.is_empty();
    let first = lines.iter().take_while(blank).count();
    let last = lines.len() - lines.iter().rev().take_while(blank).count();
    lines.get(first..last).unwrap_or_default()
}

/// What the next line is part of.
enum Place {
    /// A paragraph.
    Text,
    /// What begins after a blank line.
    Gap,
    /// Code behind a fence of the author's.
    Fenced(String),
    /// Code that was set in; it gets a fence of ours.
    SetIn,
}

struct Reader {
    lines: Vec<String>,
    place: Place,
    /// Where the text of the list item begins that is open; 0 without one.
    inset: usize,
    /// Longer than any in the text.
    fence: String,
}

/// How far code is set in.
const CODE: &str = "    ";

impl Reader {
    fn new(doc: &str) -> Self {
        let longest = doc.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        Self {
            lines: Vec::new(),
            place: Place::Gap,
            inset: 0,
            fence: "`".repeat(3.max(longest + 1)),
        }
    }

    fn read(&mut self, line: &str) {
        match &self.place {
            Place::Fenced(fence) if closes(line, fence) => {
                self.push(line, Place::Text);
            }
            Place::Fenced(_) => self.lines.push(line.to_owned()),
            Place::SetIn => self.set_in(line),
            Place::Text | Place::Gap if line.is_empty() => self.push(line, Place::Gap),
            Place::Text | Place::Gap => self.prose(line),
        }
    }

    fn end(mut self) -> Vec<String> {
        match &self.place {
            Place::Fenced(fence) => self.lines.push(fence.clone()),
            Place::SetIn => self.lines.push(self.fence.clone()),
            Place::Text | Place::Gap => {}
        }
        self.lines
    }

    fn push(&mut self, line: impl Into<String>, place: Place) {
        self.lines.push(line.into());
        self.place = place;
    }

    /// A line of code that is set in, or the first one after such code.
    fn set_in(&mut self, line: &str) {
        if let Some(code) = line.strip_prefix(CODE) {
            self.lines.push(code.to_owned());
        } else if line.is_empty() {
            self.lines.push(String::new());
        } else {
            while self.lines.pop_if(|line| line.is_empty()).is_some() {}
            self.lines.push(self.fence.clone());
            self.push("", Place::Gap);
            self.prose(line);
        }
    }

    fn prose(&mut self, line: &str) {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let begins = matches!(self.place, Place::Gap);
        if begins && indent < self.inset {
            self.inset = 0;
        }
        if let Some(code) = line
            .strip_prefix(CODE)
            .filter(|_| begins && self.inset == 0)
        {
            self.lines.push(format!("{}text", self.fence));
            self.push(code, Place::SetIn);
        } else if let Some((fence, info)) = fence(text) {
            let line = format!("{:indent$}{fence}{}", "", shown(info));
            self.push(line, Place::Fenced(fence.to_owned()));
        } else if let Some(marker) = marker(text) {
            self.inset = indent + marker;
            self.push(line, Place::Text);
        } else if !begins && self.inset > 0 && indent > self.inset {
            // Set in further than its item, it would look like code.
            self.push(format!("{:1$}{text}", "", self.inset), Place::Text);
        } else {
            self.push(harmless(line), Place::Text);
        }
    }
}

/// A fence, and what stands behind it.
fn fence(text: &str) -> Option<(&str, &str)> {
    let sign = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = text.trim_start_matches(sign);
    let fence = text.strip_suffix(info)?;
    let is_code = fence.len() >= 3 && !(sign == '`' && info.contains('`'));
    is_code.then_some((fence, info))
}

/// Whether a line has nothing but the fence's sign, and at least as many.
fn closes(line: &str, fence: &str) -> bool {
    let sign = fence.get(..1).unwrap_or_default();
    let line = line.trim();
    line.len() >= fence.len() && line.replace(sign, "").is_empty()
}

/// The language of code, where rustdoc does not take it for Rust and for a test.
fn shown(info: &str) -> &str {
    let language = info.trim().split(|c: char| !c.is_alphanumeric()).next();
    match language.unwrap_or_default() {
        "" | "rust" | "ignore" | "should_panic" | "no_run" | "compile_fail" | "test_harness"
        | "standalone_crate" | "standalone" => "text",
        language if language.starts_with("edition") => "text",
        _ => info,
    }
}

/// The columns of what begins an item of a list.
fn marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (sign, rest) = text.get(digits..)?.split_at_checked(1)?;
    let is_marker = match digits {
        0 => matches!(sign, "-" | "*" | "+"),
        _ => matches!(sign, "." | ")"),
    };
    let spaces = rest.len() - rest.trim_start().len();
    (is_marker && (spaces > 0 || rest.is_empty())).then(|| digits + 1 + spaces.clamp(1, 4))
}

/// A line that begins none of the kinds of HTML that go on over blank lines.
fn harmless(line: &str) -> String {
    let text = line.trim_start();
    let tag = text
        .strip_prefix('<')
        .unwrap_or_default()
        .to_ascii_lowercase();
    let endless = ["!", "?", "pre", "script", "style", "textarea"];
    if endless.iter().any(|begin| tag.starts_with(begin)) {
        format!("{:1$}\\{text}", "", line.len() - text.len())
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_as_it_is() {
        let text = "One.\n\n- two\n  three\n\n1. four\n\n   five";
        assert_eq!(lines(text).join("\n"), text);
    }

    #[test]
    fn blank_lines_around_it_go() {
        assert_eq!(lines("\n \none\n\n"), ["one"]);
        assert_eq!(lines(" \n\t"), [""; 0]);
    }

    #[test]
    fn code_that_rustdoc_would_test_becomes_text() {
        assert_eq!(lines("```\nx\n```"), ["```text", "x", "```"]);
        assert_eq!(lines("~~~rust,no_run\nx\n~~~"), ["~~~text", "x", "~~~"]);
        assert_eq!(lines("```python\nx\n```"), ["```python", "x", "```"]);
    }

    #[test]
    fn code_that_is_set_in_gets_a_fence() {
        let code = lines("One:\n\n    two\n\n      three\n\nFour.");
        let fenced = [
            "One:", "", "```text", "two", "", "  three", "```", "", "Four.",
        ];
        assert_eq!(code, fenced);
    }

    #[test]
    fn the_fence_is_longer_than_any_in_the_code() {
        assert_eq!(lines("    ```\n    x"), ["````text", "```", "x", "````"]);
    }

    #[test]
    fn code_that_never_ends_is_ended() {
        assert_eq!(lines("````\nx\n```"), ["````text", "x", "```", "````"]);
    }

    #[test]
    fn lines_within_lists_are_no_code() {
        let list = "- one\n\n    two";
        assert_eq!(lines(list).join("\n"), list);
    }

    #[test]
    fn lines_of_an_item_are_not_set_in_further_than_it() {
        assert_eq!(lines("- one\n      two"), ["- one", "  two"]);
    }

    #[test]
    fn html_that_goes_on_over_blank_lines_is_shown() {
        assert_eq!(lines("<!-- a"), [r"\<!-- a"]);
        assert_eq!(lines("  <SCRIPT>"), [r"  \<SCRIPT>"]);
        assert_eq!(lines("<b>a</b>"), ["<b>a</b>"]);
    }
}
