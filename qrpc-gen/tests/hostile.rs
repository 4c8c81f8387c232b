//! A file with any content is read or refused, and quickly.

use proptest::prelude::*;
use qrpc_gen::diagnostic::Code;
use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::evolution::compare;
use qrpc_gen::model::Api;
use qrpc_gen::{Diagnostics, Options, Sides, Source, generate, read};

const YAML: &str = include_str!("twins/everything.yaml");
const LANGUAGE: &str = include_str!("../../tests/stubs/language.yaml");
const PROTOCOL: &str = include_str!("../../tests/stubs/protocol.yaml");
const TOML: &str = include_str!("twins/everything.toml");

/// Reads a file and formats its diagnostics.
fn survive(path: &str, bytes: &[u8]) {
    let source = Source::new(path, bytes);
    let mut diagnostics = Diagnostics::default();
    let api = read(&source, &mut diagnostics);
    assert_eq!(api.is_none(), diagnostics.has_errors());
    let full = print::full(&source, &diagnostics, Colour::Ansi);
    let short = print::short(&source, &diagnostics);
    assert_eq!(full.is_empty(), diagnostics.is_empty());
    assert_eq!(short.is_empty(), diagnostics.is_empty());
}

/// The codes of the mistakes in a file.
fn codes(path: &str, text: &str) -> Vec<Code> {
    let source = Source::new(path, text.as_bytes());
    let mut diagnostics = Diagnostics::default();
    let _ = read(&source, &mut diagnostics);
    diagnostics.iter().map(|each| each.code).collect()
}

/// Edits of a valid file: the position, the number of characters to remove there, and the text to
/// insert.
fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, String)>> {
    let piece = prop_oneof![
        "[-:,?<>{}\\[\\]|\"'#&*!%@`= \n\t~.$/_0-9a-z]{0,3}",
        Just("\r\n".to_owned()),
        Just("list<".to_owned()),
        Just("direction".to_owned()),
        Just("null".to_owned()),
        "\\PC{0,2}",
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0usize..4, piece), 1..6)
}

fn edited(text: &str, edits: &[(prop::sample::Index, usize, String)]) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (index, length, piece) in edits {
        let start = index.index(text.len());
        let end = (start + length).min(text.len());
        text.splice(start..end, piece.chars());
    }
    text.into_iter().collect()
}

proptest! {
    #[test]
    fn random_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survive("a.yaml", &bytes);
        survive("a.toml", &bytes);
    }

    #[test]
    fn random_text_is_refused(text in "[-:,?<>{}\\[\\]|\"'#&*!%@= \n\ta-e1\u{e4}]{0,80}") {
        survive("a.yaml", text.as_bytes());
        survive("a.toml", text.as_bytes());
    }

    #[test]
    fn a_spec_with_slips_in_it_is_read_or_refused(edits in edits()) {
        survive("a.yaml", edited(YAML, &edits).as_bytes());
        survive("a.yaml", edited(LANGUAGE, &edits).as_bytes());
        survive("a.yaml", edited(PROTOCOL, &edits).as_bytes());
        survive("a.toml", edited(TOML, &edits).as_bytes());
    }
}

/// A small spec in both formats.
const SMALL: [(&str, &str); 2] = [
    (
        "a.yaml",
        "api: A # b\ndoc: 'ä'\nmethods: { m: { direction: both, args: { a: \"i64 = 1\" } } }\ntypes:\n  T:\n    enum: [a]\n",
    ),
    (
        "a.toml",
        "api = 'A' # b\ndoc = \"\"\"ä\"\"\"\n[methods.m]\ndirection = 'both'\nargs = { a = \"i64 = 1\" }\n[types.T]\nenum = ['a']\n",
    ),
];

#[test]
fn a_byte_that_is_not_text_is_refused_with_its_position() {
    for (path, text) in SMALL {
        for (byte, code) in [
            (0, Code::NUL_CHARACTER),
            (0xff, Code::NOT_UTF8),
            (0xe4, Code::NOT_UTF8),
        ] {
            for at in 0..=text.len() {
                let mut bytes = text.as_bytes().to_vec();
                bytes.insert(at, byte);
                survive(path, &bytes);
                let source = Source::new(path, &bytes);
                let mut diagnostics = Diagnostics::default();
                assert!(read(&source, &mut diagnostics).is_none());
                let first = diagnostics.iter().next().unwrap();
                let is_within_letter = !text.is_char_boundary(at);
                assert!(first.code == code || is_within_letter, "{path}, byte {at}");
                let short = print::short(&source, &diagnostics);
                let line = text.as_bytes()[..at].split(|byte| *byte == b'\n').count();
                assert!(short.starts_with(&format!("{path}:{line}:")), "{short}");
            }
        }
    }
}

#[test]
fn a_byte_order_mark_is_accepted() {
    for (path, text) in SMALL {
        assert_eq!(codes(path, &format!("\u{feff}{text}")), [Code::UNUSED_TYPE]);
    }
}

#[test]
fn utf_16_is_refused_with_what_to_do() {
    for (path, text) in SMALL {
        for mark in ["", "\u{feff}"] {
            let units = || format!("{mark}{text}").encode_utf16().collect::<Vec<_>>();
            let little: Vec<u8> = units().iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units().iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for bytes in [little, big] {
                let source = Source::new(path, &bytes);
                let mut diagnostics = Diagnostics::default();
                assert!(read(&source, &mut diagnostics).is_none());
                let full = print::full(&source, &diagnostics, Colour::Plain);
                assert!(full.contains("UTF-8"), "{full}");
            }
        }
    }
}

#[test]
fn deep_files_are_refused() {
    for opening in ["[", "{", "[{a: ", "- ", "? ", "&a [*a, ", "a: {", "'"] {
        survive("a.yaml", opening.repeat(20_000).as_bytes());
    }
    for opening in ["[", "{", "[[", "a.", "a = [", "a = {b=", "[a.", "\"\"\""] {
        survive("a.toml", opening.repeat(20_000).as_bytes());
    }
    survive(
        "a.toml",
        format!("{} = 1", vec!["a"; 20_000].join(".")).as_bytes(),
    );
}

#[test]
fn values_that_are_too_deep_are_called_so_at_any_depth() {
    for depth in [33, 100, 100_000] {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let value = format!("{open}1{close}");
        assert_eq!(
            codes("a.toml", &format!("api = {value}")),
            [Code::TOO_DEEP],
            "{depth} levels of TOML"
        );
        assert_eq!(
            codes("a.yaml", &format!("api: {value}")),
            [Code::TOO_DEEP],
            "{depth} levels of YAML"
        );
        let json =
            format!("api = 'A'\nmethods.a = {{ direction = 'both', args.a = 'any = {value}' }}");
        assert_eq!(
            codes("a.toml", &json),
            [Code::TOO_DEEP],
            "{depth} levels of JSON"
        );
    }
    let tables = format!("api = {}1{}", "{a = ".repeat(100), "}".repeat(100));
    assert_eq!(codes("a.toml", &tables), [Code::TOO_DEEP]);
}

#[test]
fn deep_types_are_refused() {
    let ty = "list<".repeat(20_000);
    survive(
        "a.yaml",
        format!("api: A\nmethods: {{ a: {{ returns: {ty} }} }}").as_bytes(),
    );
    let json = "[".repeat(20_000);
    survive(
        "a.toml",
        format!("api = 'A'\nmethods.a.args.a = 'any = {json}'").as_bytes(),
    );
}

#[test]
fn aliases_of_aliases_are_refused() {
    let lines = (1..20).map(|n| {
        let before = vec![format!("*a{}", n - 1); 10].join(", ");
        format!("a{n}: &a{n} [{before}]")
    });
    let first = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]".to_owned();
    survive(
        "a.yaml",
        joined(std::iter::once(first).chain(lines)).as_bytes(),
    );
}

#[test]
fn defaults_that_multiply_are_refused() {
    let types = (0..100).map(|n| {
        let field = format!("'T{} = {{}}'", n + 1);
        format!("  T{n}: {{ fields: {{ a: {field}, b: {field} }} }}")
    });
    let last = "  T100: { fields: {} }".to_owned();
    survive(
        "a.yaml",
        (HEAD.to_owned() + &joined(types.chain([last]))).as_bytes(),
    );
}

/// Records with 9, 81, 729 … values when all their defaults are filled in.
fn multiplying_types() -> String {
    let fields = |ty: &str| {
        let fields = (0..9).map(|n| format!("f{n}: '{ty}'"));
        fields.collect::<Vec<_>>().join(", ")
    };
    let first = format!("  T0: {{ fields: {{ {} }} }}", fields("i64 = 0"));
    let rest = (1..4).map(|n| {
        let ty = format!("T{} = {{}}", n - 1);
        format!("  T{n}: {{ fields: {{ {} }} }}", fields(&ty))
    });
    format!("api: A\ntypes:\n{first}\n{}\n", joined(rest))
}

#[test]
fn thousands_of_defaults_that_multiply_are_refused_once() {
    let args = (0..5_000).map(|n| format!("      a{n}: 'T3 = {{}}'"));
    let method = "methods:\n  m:\n    direction: both\n    args:\n";
    let text = multiplying_types() + method + &joined(args);
    assert_eq!(codes("a.yaml", &text), [Code::UNFITTING_DEFAULT]);
}

#[test]
fn thousands_of_copies_of_a_record_are_refused_once() {
    let methods = (0..5_000).map(|n| format!("  m{n}: {{ direction: both, args: T3 }}"));
    let text = multiplying_types() + "methods:\n" + &joined(methods);
    assert_eq!(codes("a.yaml", &text), [Code::LARGE_ARGUMENTS]);
}

#[test]
fn thousands_of_copies_of_a_long_text_are_refused() {
    let text = "x".repeat(500_000);
    let types = format!("types: {{ T: {{ fields: {{ a: 'string = \"{text}\"' }} }} }}\n");
    let items = vec!["{}"; 9_000].join(", ");
    let args =
        format!("methods: {{ m: {{ direction: both, args: {{ a: 'list<T> = [{items}]' }} }} }}");
    let codes = codes("a.yaml", &format!("api: A\n{types}{args}"));
    assert_eq!(codes, [Code::UNFITTING_DEFAULT]);
}

#[test]
fn aliases_of_a_long_text_are_refused() {
    let text = "x".repeat(500_000);
    let methods = (0..9_000).map(|n| format!("  m{n}: {{ direction: both, doc: *a }}"));
    let text = format!("api: A\ndoc: &a {text}\nmethods:\n{}", joined(methods));
    assert_eq!(codes("a.yaml", &text), [Code::WRONG_ALIAS]);
}

#[test]
fn only_patterns_above_the_maximum_length_are_refused() {
    let codes = |length: usize| {
        let pattern = "a".repeat(length);
        let args = format!("{{ a: {{ type: string, pattern: {pattern} }} }}");
        let method = format!("{{ m: {{ direction: both, args: {args} }} }}");
        codes("a.yaml", &format!("api: A\nmethods: {method}"))
    };
    assert_eq!(codes(4096), []);
    assert_eq!(codes(4097), [Code::WRONG_CONSTRAINT]);
}

#[test]
fn only_docs_above_the_maximum_length_are_refused() {
    for unit in ["[", "*a ", "> ", "`", "|a"] {
        let doc = unit.repeat(16_384 / unit.len());
        let spec =
            |doc: &str| format!("api: A\ndoc: \"{doc}\"\nmethods: {{ m: {{ direction: both }} }}");
        assert_eq!(codes("a.yaml", &spec(&doc)), []);
        assert_eq!(codes("a.yaml", &spec(&(doc + unit))), [Code::WRONG_VALUE]);
    }
    let value = format!(
        "types: {{ E: {{ enum: {{ a: {} }} }} }}",
        "x".repeat(20_000)
    );
    let text = format!("api: A\nmethods: {{ m: {{ direction: both }} }}\n{value}");
    assert!(codes("a.yaml", &text).contains(&Code::WRONG_VALUE));
}

#[test]
fn patterns_that_are_too_large_to_compile_are_refused_once() {
    let codes = |fields: &str| {
        let text = format!("{HEAD}  T: {{ fields: {{ {fields} }} }}");
        codes("a.yaml", &text)
    };
    let many = |field: &dyn Fn(usize) -> String| {
        let fields: Vec<_> = (0..100).map(|n| format!("f{n}: {}", field(n))).collect();
        fields.join(", ")
    };
    let refused = [Code::WRONG_CONSTRAINT];
    assert_eq!(codes(r"a: { type: string, pattern: '\w{10000}' }"), refused);
    let field = many(&|n| format!(r"{{ type: string, pattern: '\w{{100}}{n}' }}"));
    assert_eq!(codes(&field), refused);
    let field = many(&|n| {
        let class = format!("[{n}]{}", r"[\pL--\pL]".repeat(400));
        format!("{{ type: string, pattern: '(?i){class}' }}")
    });
    assert_eq!(codes(&field), refused);
    // Equal patterns are compiled once, also for defaults.
    let field = many(&|_| r"{ type: string, pattern: '^\w{1,64}$', default: a }".to_owned());
    assert!(!codes(&field).contains(&Code::WRONG_CONSTRAINT));
    let field = many(&|n| format!("{{ type: string, pattern: '^[a-z0-9]{{1,255}}{n}$' }}"));
    assert!(!codes(&field).contains(&Code::WRONG_CONSTRAINT));
}

#[test]
fn thousands_of_texts_that_yaml_cuts_are_refused() {
    let methods = (0..5_000).map(|n| format!("  m{n}: {{ direction: both, doc: a: b }}"));
    let text = "api: A\nmethods:\n".to_owned() + &joined(methods);
    survive("a.yaml", text.as_bytes());
    for ty in ["tuple<i64", "i64"] {
        let args: Vec<_> = (0..5_000).map(|n| format!("a{n}: {ty}")).collect();
        let args = args.join(", ");
        let text = format!("api: A\nmethods: {{ m: {{ direction: both, args: {{ {args} }} }} }}");
        survive("a.yaml", text.as_bytes());
    }
}

#[test]
fn names_as_long_as_a_file_are_not_compared() {
    let name = "x".repeat(400_000);
    let types = format!("types: {{ {name}: {{ fields: {{}} }} }}\n");
    let methods = format!("methods: {{ m: {{ direction: both, returns: {name}y }} }}");
    let codes = codes("a.yaml", &format!("api: A\n{types}{methods}"));
    assert_eq!(codes, [Code::UNKNOWN_TYPE]);
}

#[test]
fn thousands_of_values_are_not_all_suggested_for_each_of_thousands() {
    let values: Vec<_> = (0..20_000).map(|n| format!("e{n}")).collect();
    let types = format!("types: {{ E: {{ enum: [{}] }} }}\n", values.join(", "));
    let args = (0..20_000).map(|n| format!("      a{n}: 'E = \"other\"'"));
    let method = "methods:\n  m:\n    direction: both\n    args:\n";
    survive(
        "a.yaml",
        format!("api: A\n{types}{method}{}", joined(args)).as_bytes(),
    );
}

#[test]
fn thousands_of_mistakes_are_counted_and_not_all_shown() {
    let methods = (0..10_000).map(|n| format!("  m{n}: {{ directoin: in }}"));
    let text = "api: A\nmethods:\n".to_owned() + &joined(methods);
    let source = Source::new("a.yaml", text.as_bytes());
    let mut diagnostics = Diagnostics::default();
    assert!(read(&source, &mut diagnostics).is_none());
    assert_eq!(diagnostics.errors(), 20_000);
    assert_eq!(diagnostics.iter().count(), Diagnostics::LIMIT);
    assert!(print::short(&source, &diagnostics).ends_with("… and 19800 more\n"));
}

#[test]
fn thousands_of_unknown_types_are_refused() {
    let types = (0..10_000).map(|n| format!("  T{n}: {{ fields: {{ a: U{n} }} }}"));
    survive("a.yaml", (HEAD.to_owned() + &joined(types)).as_bytes());
}

#[test]
fn a_chain_of_types_as_long_as_a_file_is_read() {
    let types = (0..10_000).map(|n| format!("  T{n}: {{ fields: {{ a: T{} }} }}", n + 1));
    let last = "  T10000: { fields: { a: T0? } }".to_owned();
    survive(
        "a.yaml",
        (HEAD.to_owned() + &joined(types.chain([last]))).as_bytes(),
    );
}

/// A spec to which each test appends its types.
const HEAD: &str = "api: A\nmethods: { m: { direction: both } }\ntypes:\n";

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads a file with these types and one method.
fn survive_types(types: &str) {
    survive("a.yaml", with_method(types).as_bytes());
}

fn with_method(types: &str) -> String {
    format!("api: A\ntypes:\n{types}\nmethods: {{ m: {{ direction: both }} }}\n")
}

/// Compiles a file. `None` if it has an error.
fn compiled(text: &str) -> Option<Api> {
    let options = Options {
        sides: Sides::Both,
        renewal: String::new(),
    };
    let stub = generate(&Source::new("a.yaml", text.as_bytes()), &options).stub;
    stub.map(|stub| stub.api)
}

/// The number of levels of a diamond, in which each type names the next one twice. A diamond has so
/// many paths that code which follows each path would not end.
const LEVELS: usize = 60;

/// Compiles a diamond with each of several types at its end, and compares each diamond with another
/// diamond, whose types have other names and whose last type differs. `body` is the definition of a
/// type of which `{}` is the next one. Returns whether all diamonds are valid.
fn survives_diamond(body: &str) -> bool {
    let text = |name: &str, last: &str| {
        let types = (0..LEVELS).map(|n| {
            let body = body.replace("{}", &format!("{name}{}", n + 1));
            format!("  {name}{n}: {}", body.replace("{n}", &n.to_string()))
        });
        let uses = [
            format!("  Union: {{ alias: '{name}0 | i64 | {name}1' }}"),
            format!("  Map: {{ alias: 'map<{name}0>' }}"),
            format!("  Fields: {{ fields: {{ a: {name}0, b: 'map<{name}0>' }} }}"),
            "  Tagged: { tag: t, union: { a: Fields } }".to_owned(),
        ];
        let types = joined(types.chain(uses));
        let method =
            format!("{{ direction: both, args: {{ a: {name}0, b: Tagged }}, returns: {name}0 }}");
        format!("api: A\nmethods: {{ m: {method} }}\ntypes:\n{types}\n  {name}{LEVELS}: {last}\n")
    };
    let lasts = [
        "{ fields: { x: i64 } }",
        "{ fields: { x: string } }",
        "{ fields: {} }",
        "{ alias: i64 }",
        "{ alias: 'null' }",
        "{ alias: 'list<any>' }",
        "{ alias: 'map<bytes>' }",
        "{ enum: [a] }",
        "{ rust: '::a::B' }",
    ];
    let mut valid = true;
    let mut before: Option<Api> = None;
    for last in lasts {
        let here = compiled(&text("T", last));
        valid &= here.is_some();
        let renamed = before.is_none().then(|| compiled(&text("U", last)));
        for old in [&before, &renamed.flatten()] {
            if let (Some(old), Some(new)) = (old, &here) {
                let _ = compare(old, new);
                let _ = compare(new, old);
            }
        }
        before = here;
    }
    valid
}

#[test]
fn a_diamond_of_types_compiles() {
    for body in [
        "{ fields: { a: {}, b: {} } }",
        "{ fields: { a: '{}?', b: '{} | null' } }",
        "{ fields: { a: '{}?', b: { type: '{}?', default: null } } }",
        "{ fields: { a: 'list<{}>', b: { type: 'map<{}>', default: { } } } }",
        "{ fields: { a: '{} | i64', b: '{} | string' } }",
        "{ fields: { a: 'tuple<{}, {}>' } }",
        "{ alias: 'tuple<{}, {}>' }",
        "{ alias: 'tuple<{}?, {}?>' }",
        "{ alias: 'list<tuple<{}, {}>>' }",
        "{ alias: 'map<tuple<{}, {}>>' }",
        "{ newtype: 'tuple<{}, {}>' }",
        "{ newtype: 'map<tuple<{}, {}>>' }",
        "{ alias: '{} | list<{}>' }",
        "{ alias: 'tuple<{}, {}> | list<{}>' }",
        "{ union: ['{}', 'map<{}>', 'tuple<{}, {}>'] }",
        // The compiler warns that the second alternative is never chosen.
        "{ alias: '{} | {}' }",
        "{ tag: t, union: { a: R{n}, b: R{n} } }\n  R{n}: { fields: { a: {}, b: {} } }",
        "{ newtype: R{n} }\n  R{n}: { fields: { a: {}, b: {} } }",
        "{ alias: R{n} }\n  R{n}: { fields: { a: {}, b: {} } }",
        "{ union: [V{n}, W{n}] }\n  V{n}: { fields: { v: {} } }\n  W{n}: { fields: { w: {} } }",
        "{ fields: { a: {}, b: { type: V{n}, flat: true } } }\n  V{n}: { fields: { v: {}, w: {} } }",
    ] {
        assert!(survives_diamond(body), "{body}");
    }
}

#[test]
fn a_diamond_of_types_is_refused_quickly() {
    for body in [
        "{ extends: [V{n}, W{n}] }\n  V{n}: { extends: {} }\n  W{n}: { extends: {} }",
        "{ fields: { a: { type: {}, flat: true }, b: { type: {}, flat: true } } }",
        "{ union: [V{n}, W{n}] }\n  V{n}: { fields: { v: { type: {}, flat: true } } }\n  W{n}: { fields: { w: { type: {}, flat: true } } }",
        "{ tag: t, union: { a: {}, b: {} } }",
        "{ fields: { a: { type: {}, default: { } }, b: { type: {}, default: { } } } }",
        "{ alias: 'tuple<{}, {}> | {}' }\n  D{n}: { fields: { a: { type: {}, default: [1] } } }",
    ] {
        assert!(!survives_diamond(body), "{body}");
    }
}

/// The spec has 400 · 400 / 2 pairs of a record and a record that it extends.
#[test]
fn records_that_extend_all_others_are_refused_quickly() {
    let types = (0..400).map(|n| {
        let bases: Vec<_> = (n + 1..400).map(|base| format!("T{base}")).collect();
        format!(
            "  T{n}: {{ extends: [{}], fields: {{ f{n}: i64 }} }}",
            bases.join(", ")
        )
    });
    survive_types(&joined(types));
}

#[test]
fn aliases_that_nest_lists_without_end_are_compared() {
    let lists = "  T: { alias: 'list<T>' }\n  U: { alias: 'list<U>' }\n  X: { alias: 'T | U' }";
    survive_types(lists);
    survive_types(&lists.replace("list", "map"));
}

#[test]
fn long_chains_of_types_are_compiled_or_refused() {
    let survive_chain = |types: &str| {
        survive_types(types);
        let _ = compiled(&with_method(types));
    };
    let chain = |last: &str, body: &dyn Fn(usize) -> String| {
        let types = (0..2_000).map(|n| format!("  T{n}: {}", body(n + 1)));
        joined(types) + &format!("\n  T2000: {last}")
    };
    let record = "{ fields: {} }";
    survive_chain(&chain(record, &|next| format!("{{ extends: T{next} }}")));
    survive_chain(&chain(record, &|next| {
        format!("{{ extends: [T{next}, T2000] }}")
    }));
    survive_chain(&chain(record, &|next| format!("{{ alias: T{next} }}")));
    survive_chain(&chain(record, &|next| format!("{{ newtype: T{next} }}")));
    survive_chain(&chain(record, &|next| {
        format!("{{ alias: i64 | T{next} }}")
    }));
    survive_chain(&chain(record, &|next| {
        format!("{{ tag: t, union: {{ a: T{next} }} }}")
    }));
    survive_chain(&chain(record, &|next| {
        format!("{{ fields: {{ a: {{ type: T{next}, flat: true }} }} }}")
    }));
    for ty in ["list<T{}>", "map<T{}>", "T{} | i64", "tuple<T{}, T{}>"] {
        let of = |next: usize| ty.replace("{}", &next.to_string());
        survive_chain(&chain(record, &|next| {
            format!("{{ alias: '{}' }}", of(next))
        }));
        survive_chain(&chain(record, &|next| {
            format!("{{ newtype: '{}' }}", of(next))
        }));
        survive_chain(&chain(record, &|next| {
            format!("{{ fields: {{ a: '{}' }} }}", of(next))
        }));
    }
    survive_chain(&chain("{ extends: T0 }", &|next| {
        format!("{{ extends: T{next} }}")
    }));
    survive_chain(&chain("{ alias: T0 | i64 }", &|next| {
        format!("{{ alias: i64 | T{next} }}")
    }));
}

#[test]
fn wide_types_are_read_or_refused() {
    let many = |each: &dyn Fn(usize) -> String, by: &str| {
        (0..20_000).map(each).collect::<Vec<_>>().join(by)
    };
    let texts = many(&|n| format!("\"a{n}\""), " | ");
    survive_types(&format!("  T: {{ alias: '{texts}' }}"));
    let lists = many(&|_| "list<i64 | string>".to_owned(), " | ");
    survive_types(&format!("  T: {{ alias: '{lists}' }}"));
    let fields = many(&|n| format!("f{n}: i64 | string"), ", ");
    survive_types(&format!("  T: {{ fields: {{ {fields} }} }}"));
    let variants = many(&|n| format!("v{n}: null"), ", ");
    survive_types(&format!("  T: {{ tag: t, union: {{ {variants} }} }}"));
    let items = many(&|_| "i64".to_owned(), ", ");
    survive_types(&format!("  T: {{ alias: 'tuple<{items}>' }}"));
    let nested = "tuple<i64, ".repeat(20_000);
    survive_types(&format!("  T: {{ alias: '{nested}' }}"));
    let bases = many(&|n| format!("  T{n}: {{ fields: {{ f{n}: i64 }} }}"), "\n");
    let names = many(&|n| format!("T{n}"), ", ");
    survive_types(&format!(
        "{bases}\n  All: {{ extends: [{names}] }}\n  More: {{ extends: All }}"
    ));
}

/// A type that is a union of this many alternatives.
fn union_of(count: usize, alternative: &dyn Fn(usize) -> String) -> String {
    let alternatives: Vec<_> = (0..count).map(alternative).collect();
    let types = format!(
        "types: {{ T: {{ alias: '{}' }} }}\n",
        alternatives.join(" | ")
    );
    format!("api: A\n{types}methods: {{ m: {{ direction: both, args: {{ a: T }} }} }}\n")
}

/// The largest union has a stub, and that stub can be generated.
#[test]
fn only_unions_above_the_maximum_number_of_alternatives_are_refused() {
    let options = Options {
        sides: Sides::Both,
        renewal: String::new(),
    };
    let kinds: [&dyn Fn(usize) -> String; 3] = [
        &|n| format!("\"a{n}\""),
        &|n| format!("tuple<{}>", vec!["i64"; n % 12 + 1].join(", ")),
        &|_| "list<list<i64>>".to_owned(),
    ];
    for kind in kinds {
        let largest = Source::new("a.yaml", union_of(1000, kind).as_bytes());
        assert!(generate(&largest, &options).stub.is_some());
        for count in [1001, 20_000] {
            assert_eq!(codes("a.yaml", &union_of(count, kind)), [Code::WRONG_ARITY]);
        }
    }
    let listed = vec!["i64"; 1001].join(", ");
    let text = format!("{HEAD}  T: {{ union: [{listed}] }}");
    assert!(codes("a.yaml", &text).contains(&Code::WRONG_ARITY));
}

#[test]
fn errors_that_every_method_raises_are_bounded() {
    let errors = (0..2_000).map(|n| format!("  E{n}: {{ code: {n} }}"));
    let names = (0..2_000)
        .map(|n| format!("E{n}"))
        .collect::<Vec<_>>()
        .join(", ");
    let methods = (0..2_000).map(|n| format!("  m{n}: {{ direction: both, returns: i64 }}"));
    let text = format!(
        "api: A\nraises: [{names}]\nerrors:\n{}\nmethods:\n{}",
        joined(errors),
        joined(methods)
    );
    assert_eq!(codes("a.yaml", &text), [Code::LARGE_ARGUMENTS]);
}
