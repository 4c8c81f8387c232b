//! Shows the difference between a stub and the text that its spec generates, as a unified diff.

use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::TextDiff;

/// The maximum time for searching the shortest difference. When this time has passed, a difference
/// that may not be the shortest is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Returns the difference between the file's content and the expected text, coloured with ANSI
/// escapes.
pub(super) fn difference(file: &str, spec: &str, found: &str, expected: &str) -> String {
    // Windows line ends do not count as a difference.
    let found = found.replace("\r\n", "\n");
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_lines(found.as_str(), expected);
    let unified = diff
        .unified_diff()
        .header(file, &format!("generated from {spec}"))
        .to_string();
    unified.split_inclusive('\n').map(coloured).collect()
}

fn coloured(line: &str) -> String {
    let style = match line.as_bytes() {
        [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => Style::new().bold(),
        [b'@', ..] => AnsiColor::Cyan.on_default(),
        [b'+', ..] => AnsiColor::Green.on_default(),
        [b'-', ..] => AnsiColor::Red.on_default(),
        _ => return line.to_owned(),
    };
    let text = line.trim_end_matches('\n');
    format!("{style}{text}{style:#}{}", &line[text.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(found: &str, expected: &str) -> String {
        let coloured = difference("api.rs", "api.yaml", found, expected);
        anstream::adapter::strip_str(&coloured).to_string()
    }

    #[test]
    fn it_leads_from_the_file_to_the_spec() {
        let shown = "--- api.rs\n+++ generated from api.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
        assert_eq!(plain("a\nb\n", "a\nc\n"), shown);
    }

    #[test]
    fn line_ends_are_no_difference() {
        assert!(!plain("a\r\nb\r\n", "a\nc\n").contains("-a"));
    }
}
