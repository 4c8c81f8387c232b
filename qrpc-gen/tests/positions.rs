//! Lines and columns in messages are correct, whatever characters come before the position.

use qrpc_gen::diagnostic::print;
use qrpc_gen::{Diagnostics, Source, read};

/// The position of the first mistake of a spec, as `line:column`.
fn position(path: &str, text: &str) -> String {
    let source = Source::new(path, text.as_bytes());
    let mut diagnostics = Diagnostics::default();
    let _ = read(&source, &mut diagnostics);
    let printed = print::short(&source, &diagnostics);
    let mut parts = printed.split(':').skip(1);
    format!("{}:{}", parts.next().unwrap(), parts.next().unwrap())
}

#[test]
fn a_column_is_a_character() {
    assert_eq!(
        position("a.yaml", "api: A\ndoc: Größe 🦀\nmethods: {ä: {ü: 1}}"),
        "3:11"
    );
    assert_eq!(
        position(
            "a.toml",
            "api = 'A'\nmethods.x = {doc='🦀ö', direction='ü'}"
        ),
        "2:34"
    );
}

#[test]
fn carriage_returns_move_nothing() {
    assert_eq!(
        position("a.yaml", "api: A\r\ndoc: B\r\nmethods: { x: 1 }\r\n"),
        "3:15"
    );
    assert_eq!(
        position("a.toml", "api = 'A'\r\ndoc = 'B'\r\nmethods.x = 1\r\n"),
        "3:13"
    );
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    assert_eq!(
        position("a.yaml", "\u{feff}api: [A]\nmethods: { x: 1 }"),
        "1:6"
    );
    assert_eq!(
        position("a.toml", "\u{feff}api = ['A']\nmethods.x = 1"),
        "1:7"
    );
}

#[test]
fn a_tab_is_one_column() {
    assert_eq!(position("a.yaml", "api:\t\t[A]\nmethods: { x: 1 }"), "1:7");
    assert_eq!(position("a.toml", "api =\t\t['A']\nmethods.x = 1"), "1:8");
}

#[test]
fn parts_of_a_short_form_have_their_own_place() {
    let yaml = "api: A\nmethods: { x: { direction: both, args: { a: 'list<Size>' } } }";
    assert_eq!(position("a.yaml", yaml), "2:51");
    let toml = "api = 'A'\n[methods.x]\ndirection = 'both'\nargs.a = \"\"\"list<Size>\"\"\"";
    assert_eq!(position("a.toml", toml), "4:18");
}

#[test]
fn a_short_form_with_escapes_is_marked_as_a_whole() {
    let yaml = r#"{ api: A, methods: { x: { direction: both, args: { a: "list<\u0041>" } } } }"#;
    assert_eq!(position("a.yaml", yaml), "1:55");
}

#[test]
fn a_map_that_ends_in_an_alias_ends_no_earlier_than_it_begins() {
    assert_eq!(
        position("a.yaml", "doc: &d x\napi:\n  a: *d\nmethods: {}"),
        "3:3"
    );
}

#[test]
fn a_string_below_an_unclosed_bracket_is_marked_in_its_own_line() {
    let yaml = "api: A\ntypes:\n  B: { fields: { a: i64 }, b\n  c(d: e\"]: F }\n";
    assert_eq!(position("a.yaml", yaml), "4:8");
}

#[test]
fn a_value_behind_an_alias_is_marked_where_it_was_written() {
    let yaml = "api: A\nmethods:\n  x: &x { direction: both, args: 1 }\n  y: *x\n";
    assert_eq!(position("a.yaml", yaml), "3:34");
}
