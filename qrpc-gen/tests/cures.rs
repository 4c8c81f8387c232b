//! The helps for defaults without the quotes that JSON requires: the text that each help shows is
//! put in the place of the value, and then the spec is correct.

use qrpc_gen::{Diagnostics, Source, read};

/// The values of an argument, as YAML and TOML write them.
const VALUES: [(&str, &str); 11] = [
    ("Col = blue", r#""Col = blue""#),
    ("Col? = blue", "'Col? = blue'"),
    ("Col=blue", r#""""Col=blue""""#),
    (r#""Col = blue""#, r#""Col = 'blue'""#),
    ("Col | null = dark red", r#""Col | null = dark red""#),
    ("Col = on", r#""Col = on""#),
    ("string = it's", r#""string = it's""#),
    ("list<Col> = [blue, dark red]", r#""list<Col> = [blue]""#),
    ("'map<Col> = {x: blue}'", r#""map<Col> = {x: blue}""#),
    ("'Rec = {col: blue}'", r#""Rec = {col: blue}""#),
    (r"'string = a\b'", r"'string = a\b'"),
];

const YAML: &str = r#"api: Lab
types:
  Col: { enum: [red, blue, dark red, "on"] }
  Rec: { fields: { col: Col } }
methods:
  ping:
    direction: incoming
    args:
      a: VALUE
      c: Col
      r: Rec
"#;

const TOML: &str = r#"api = "Lab"
[types]
Col.enum = ["red", "blue", "dark red", "on"]
Rec.fields.col = "Col"
[methods.ping]
direction = "incoming"
[methods.ping.args]
a = VALUE
c = "Col"
r = "Rec"
"#;

#[test]
fn the_shown_default_is_correct_in_yaml() {
    for (value, _) in VALUES {
        assert_cured("a.yaml", YAML, value);
    }
}

#[test]
fn the_shown_default_is_correct_in_toml() {
    for (_, value) in VALUES {
        assert_cured("a.toml", TOML, value);
    }
}

fn assert_cured(path: &str, spec: &str, value: &str) {
    let helps = helps(path, &spec.replace("VALUE", value));
    let [help] = helps.as_slice() else {
        panic!("{value}: {helps:?}");
    };
    let (start, end) = (help.find('`').unwrap(), help.rfind('`').unwrap());
    let cure = &help[start + 1..end];
    let cured = spec.replace("VALUE", cure);
    assert_eq!(self::helps(path, &cured), [""; 0], "{value}: {cure}");
}

/// The helps of all errors and warnings of a spec.
fn helps(path: &str, text: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    let api = read(&Source::new(path, text.as_bytes()), &mut diagnostics);
    assert_eq!(api.is_none(), diagnostics.has_errors(), "{text}");
    let helps = diagnostics.iter().map(|each| each.help.clone());
    helps.map(Option::unwrap_or_default).collect()
}
