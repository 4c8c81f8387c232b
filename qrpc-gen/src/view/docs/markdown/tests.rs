use proptest::prelude::*;

use super::*;

#[test]
fn text_stays_as_it_is() {
    let text = "One.\n\n- two\n  three\n\n1. four\n\n   five\n\n    - six\n\n      seven\n\n> eight\n\n| a | b |\n| - | - |\n| 1 | 2 |";
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
fn a_language_stays_without_what_rustdoc_reads_behind_it() {
    assert_eq!(lines("```c++\nx\n```"), ["```c++", "x", "```"]);
    assert_eq!(lines("``` python, rust\nx\n```"), ["```python", "x", "```"]);
    for info in [
        "rust",
        "Rust",
        "no_run",
        "no-run",
        "should_panic",
        "compile_fail,E0308",
        "E0308",
        "ignore",
        "ignore-windows",
        "edition2024",
        "test_harness",
        "standalone_crate",
        "custom",
        "{.rust}",
        "@x",
        "(x)",
        "\"x\"",
        "-x",
        "ä",
        "rust2018",
        "&#114;ust",
        ",",
        ".rust",
    ] {
        let doc = format!("```{info}\nx\n```");
        assert_eq!(lines(&doc), ["```text", "x", "```"], "{info}");
    }
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
fn code_below_a_heading_gets_a_fence() {
    assert_eq!(lines("# A\n    b"), ["# A", "```text", "b", "```"]);
}

#[test]
fn code_within_a_list_gets_a_fence_there() {
    let code = lines("- one\n\n      two\n       three\n\n  four");
    let fenced = [
        "- one",
        "",
        "  ```text",
        "  two",
        "   three",
        "  ```",
        "",
        "  four",
    ];
    assert_eq!(code, fenced);
    assert_eq!(
        lines("-     one\n\n      two"),
        ["- ```text", "  one", "", "  two", "  ```"]
    );
    assert_eq!(
        lines("1. ```\n   one\n   ```"),
        ["1. ```text", "   one", "   ```"]
    );
}

#[test]
fn code_within_a_quotation_gets_a_fence_there() {
    assert_eq!(
        lines("> ```\n> one\n> ```"),
        ["> ```text", "> one", "> ```"]
    );
    assert_eq!(
        lines(">     one\n>\n>     two"),
        ["> ```text", "> one", ">", "> two", "> ```"]
    );
    assert_eq!(lines("> -     one"), ["> - ```text", ">   one", ">   ```"]);
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
    assert_eq!(lines("- one\n      # two"), ["- one", "      # two"]);
}

#[test]
fn html_that_goes_on_over_blank_lines_is_shown() {
    assert_eq!(lines("<!-- a"), [r"\<!-- a"]);
    assert_eq!(lines("a\n\n  <SCRIPT>"), ["a", "", r"  \<SCRIPT>"]);
    assert_eq!(lines("<b>a</b>"), ["<b>a</b>"]);
}

/// Lines with beginnings that start, end or nest blocks in Markdown.
fn line() -> impl Strategy<Value = String> {
    let prefix = prop::sample::select(vec![
        "", "", " ", "  ", "   ", "    ", "      ", "\t", "> ", ">", "- ", "-     ", "* ", "1. ",
        "10) ", "> - ", "- > ", "[^1]: ", ">     ", "- - ", "\u{a0}",
    ]);
    let text = prop::sample::select(vec![
        "",
        "",
        "```",
        "````",
        "~~~",
        "~~~~",
        "```rust",
        "```no_run",
        "``` python rust",
        "~~~ `",
        "```python",
        "``` `",
        "text",
        "more text",
        "    code",
        "# heading",
        "===",
        "---",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "<div>",
        "<![CDATA[",
        "<?",
        "| a |",
        "|---|",
        "[a]: b",
        "[^1]: note",
        "- ",
        "\\```",
        "`",
        "$$",
        "+++",
    ]);
    (prefix.clone(), prefix, text, any::<bool>()).prop_map(|(one, two, text, both)| {
        let two = if both { two } else { "" };
        format!("{one}{two}{text}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn nothing_is_ever_run_or_swallows_what_follows(doc in prop::collection::vec(line(), 1..9)) {
        let doc = doc.join("\n");
        let text = lines(&doc).join("\n");
        prop_assert!(text.is_empty() || is_inert(&text), "{doc:?} became {text:?}");
    }

    #[test]
    fn what_has_no_code_is_not_changed(doc in prop::collection::vec(line(), 1..9)) {
        let doc = doc.join("\n");
        let before = trimmed(&text::lines(&doc)).join("\n");
        let has_no_code = is_inert(&before) && parsed::blocks(&before).next().is_none();
        // `[^` is excluded: a line that only looks like a footnote may become one when lists are
        // aligned.
        if has_no_code && !before.contains('<') && !before.contains("[^") {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(words(&lines(&doc).join("\n")), words(&before));
        }
    }

    /// `lines` has a fallback for documentation that it cannot convert. Documentation that consists
    /// of the lines of `line()` never needs the fallback.
    #[test]
    fn code_is_marked_in_its_place(doc in prop::collection::vec(line(), 1..6)) {
        let doc = doc.join("\n");
        let before = trimmed(&text::lines(&doc)).join("\n");
        if !before.is_empty() && !doc.contains("[^") {
            let text = shown(unindented(&shown(before)));
            prop_assert!(is_inert(&text), "{doc:?} became {text:?}");
        }
    }

    /// Documentation without signs of code or HTML is normally not parsed, so this test parses it.
    #[test]
    fn what_has_no_sign_of_code_or_html_is_closed(doc in prop::collection::vec(line(), 1..9)) {
        let doc = doc.join("\n").replace('<', "").replace("```", "`").replace("~~~", "~");
        let text = trimmed(&text::lines(&doc)).join("\n");
        if !parsed::may_have_code(&text) {
            prop_assert!(parsed::parses_as_closed(&text, |_| false), "{text:?}");
        }
    }
}
