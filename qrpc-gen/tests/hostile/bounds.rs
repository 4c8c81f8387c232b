//! Files that are deep, long, or that multiply.

use super::*;

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
