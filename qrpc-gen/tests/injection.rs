//! Text of a spec stays text: no key, and no name of a file, adds code to a stub.

use proc_macro2::{TokenStream, TokenTree};
use qrpc_gen::{Options, Sides, Source, generate, with_used_files};

/// Texts that could end the string or comment in which they are written. The test appends a
/// function to each.
const ENDINGS: [&str; 16] = [
    "*/", "\"", "\"#", "\"##", "\\\"", "\\", "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}",
    "\u{b}", "\u{c}", "```\n", "\")]\n",
];

const CODE: &str = "pub fn injected() {} //";

/// The places of a text in a spec, as YAML. `TEXT` is the quoted text.
const PLACES: [&str; 24] = [
    "api: TEXT\nmethods: { m: { direction: both } }",
    "api: A\ninverted: TEXT\nmethods: { m: { direction: both } }",
    "api: A\nversion: TEXT\nmethods: { m: { direction: both } }",
    "api: A\ndoc: TEXT\nmethods: { m: { direction: both } }",
    "api: A\nuse: TEXT\nmethods: { m: { direction: both } }",
    "api: A\nmethods: { TEXT: { direction: both } }",
    "api: A\nmethods: { m: { direction: both, doc: TEXT } }",
    "api: A\nmethods: { m: { direction: both, wire: TEXT } }",
    "api: A\nmethods: { m: { direction: both, since: TEXT } }",
    "api: A\nmethods: { m: { direction: both, deprecated: TEXT } }",
    "api: A\nmethods: { m: { direction: both, args: { TEXT: i64 } } }",
    "api: A\nmethods: { m: { direction: both, args: { a: { type: string, wire: TEXT } } } }",
    "api: A\nmethods: { m: { direction: both, args: { a: { type: string, default: TEXT } } } }",
    "api: A\nmethods: { m: { direction: both, args: { a: { type: string, pattern: TEXT } } } }",
    "api: A\nmethods: { m: { direction: both, args: { a: { type: string, doc: TEXT } } } }",
    "api: A\nmethods: { m: { direction: both, args: { a: { const: TEXT } } } }",
    "api: A\nerrors: { E: { code: 1, message: TEXT } }\nmethods: { m: { direction: both } }",
    "api: A\nerrors: { E: { code: 1, doc: TEXT } }\nmethods: { m: { direction: both } }",
    "api: A\ntypes: { T: { rust: TEXT } }\nmethods: { m: { direction: both, args: { a: T } } }",
    "api: A\ntypes: { T: { enum: [TEXT] } }\nmethods: { m: { direction: both } }",
    "api: A\ntypes: { T: { enum: { a: { wire: TEXT, doc: TEXT } } } }\nmethods: { m: { direction: both } }",
    "api: A\ntypes: { T: { tag: TEXT, union: { TEXT: null } } }\nmethods: { m: { direction: both } }",
    "api: A\ntypes: { T: { doc: TEXT, deprecated: TEXT, since: TEXT, fields: {} } }\nmethods: { m: { direction: both } }",
    "api: A\ntypes: { TEXT: { fields: {} } }\nmethods: { m: { direction: both } }",
];

#[test]
fn no_key_adds_code() {
    for place in PLACES {
        for ending in ENDINGS {
            let text = format!("a{ending}{CODE}");
            assert_adds_nothing("api.yaml", &place.replace("TEXT", &quoted(&text)));
        }
    }
}

#[test]
fn texts_that_are_only_documentation_or_strings_are_all_accepted() {
    for key in ["doc", "deprecated", "since", "wire"] {
        for ending in ENDINGS {
            let text = quoted(&format!("a{ending}{CODE}"));
            let spec = format!("api: A\nmethods: {{ m: {{ direction: both, {key}: {text} }} }}");
            assert!(stub("api.yaml", &spec).is_some(), "{key}: {text}");
        }
    }
}

#[test]
fn no_name_of_a_file_adds_code() {
    let spec = "api: A\nmethods: { m: { direction: both } }";
    for ending in ENDINGS {
        assert_adds_nothing(&format!("a{ending}{CODE}.yaml"), spec);
    }
}

#[test]
fn no_name_of_a_used_file_adds_code() {
    for ending in ENDINGS {
        let name = quoted(&format!("a{ending}{CODE}.yaml"));
        let spec = format!(
            "api: A\nuse: {name}\nmethods: {{ m: {{ direction: both, args: {{ a: T }} }} }}"
        );
        assert_adds_nothing("api.yaml", &spec);
    }
}

/// Returns a text as a string literal that is valid in both YAML and TOML.
fn quoted(text: &str) -> String {
    let escaped = text
        .chars()
        .map(|each| format!("\\U{:08x}", u32::from(each)));
    format!("\"{}\"", escaped.collect::<String>())
}

fn assert_adds_nothing(path: &str, spec: &str) {
    let Some(stub) = stub(path, spec) else {
        return;
    };
    let tokens: TokenStream = match stub.parse() {
        Ok(tokens) => tokens,
        Err(error) => panic!("{path}: {spec}: {error}\n{stub}"),
    };
    assert!(!names(tokens, "injected"), "{path}: {spec}\n{stub}");
}

/// The stub, unless the spec has an error. A used file always has the type `T`.
fn stub(path: &str, spec: &str) -> Option<String> {
    let source = with_used_files(Source::new(path, spec.as_bytes()), &mut |path| {
        Ok((path.to_owned(), b"types: { T: { alias: i64 } }".to_vec()))
    });
    let options = Options {
        sides: Sides::Both,
        renewal: format!("qrpc-gen build {path}"),
    };
    Some(generate(&source, &options).stub?.text)
}

/// Whether an identifier occurs in code.
fn names(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => names(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
