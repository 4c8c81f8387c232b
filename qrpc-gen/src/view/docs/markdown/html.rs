//! Escapes the kinds of HTML blocks that do not end at a blank line. A block of these kinds could
//! include the sections that follow the author's text.

use pulldown_cmark::Tag;

use super::parsed;

/// Returns the text with HTML blocks escaped that do not end at a blank line. Escaping may turn
/// more text into HTML, so there are several passes.
pub(super) fn closed(mut text: String) -> String {
    const PASSES: usize = 4;
    if !text.contains('<') {
        return text;
    }
    for _ in 0..PASSES {
        let places = parsed::places(&text, |tag| matches!(tag, Tag::HtmlBlock));
        let mut escaped = String::with_capacity(text.len());
        let mut end = 0;
        for place in places {
            escaped += text.get(end..place.start).unwrap_or_default();
            let html = text.get(place.clone()).unwrap_or_default();
            let lines: Vec<_> = html.split('\n').map(shown).collect();
            escaped += &lines.join("\n");
            end = place.end;
        }
        escaped += text.get(end..).unwrap_or_default();
        if escaped == text {
            break;
        }
        text = escaped;
    }
    text
}

fn shown(line: &str) -> String {
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
