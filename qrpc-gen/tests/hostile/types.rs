//! Types in large numbers, and types that refer to each other in many ways.

use super::*;

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
