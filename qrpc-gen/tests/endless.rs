//! Types that stand for themselves are refused, and do not crash the compiler, wherever they are
//! used.

use qrpc_gen::diagnostic::Code;
use qrpc_gen::{Diagnostics, Source, read};

/// Definitions of a type `A` that leads back to itself.
const TYPES: [&str; 6] = [
    "A: { alias: A }",
    "A: { alias: A | null }",
    "A: { alias: B | null }\n  B: { alias: A | null }",
    "A: { newtype: A | null }",
    "A: { newtype: B }\n  B: { alias: A | null }",
    "A: { union: [A, string] }",
];

/// The keys of a method that uses `A`, and types that contain it.
const USES: [&str; 16] = [
    "args: { a: { type: A, min: 1 } }",
    "args: { a: { type: A?, max_len: 3 } }",
    "args: { a: { type: W, pattern: x } }",
    "args: { a: { type: A, default: 1 } }",
    "args: { a: { type: A, default: null } }",
    "args: { a: { type: A, const: 1 } }",
    "args: { a: { type: A, flat: true } }",
    "args: { a: { type: A, encoding: base64 } }",
    "args: A",
    "args: { a: A | i64 }",
    "args: { a: map<A> }",
    "args: { a: 'A?? = null' }",
    "args: { a: R }",
    "args: { a: V }",
    "params: by-position, args: { a: A, b: A? }",
    "args: { a: A }, returns: A, raises: [E]",
];

#[test]
fn a_type_that_stands_for_itself_is_refused_in_every_place() {
    for types in TYPES {
        for uses in USES {
            let text = spec(types, uses);
            let mut diagnostics = Diagnostics::default();
            let api = read(&Source::new("a.yaml", text.as_bytes()), &mut diagnostics);
            assert!(api.is_none(), "{text}");
            let mut codes = diagnostics.iter().map(|each| each.code);
            assert!(codes.any(|code| code == Code::ENDLESS_TYPE), "{text}");
        }
    }
}

fn spec(types: &str, uses: &str) -> String {
    format!(
        "api: Lab
types:
  {types}
  W: {{ alias: A }}
  R: {{ fields: {{ a: A }} }}
  V: {{ tag: t, union: {{ a: R }} }}
errors:
  E: {{ code: 1, data: {{ a: A }} }}
methods:
  ping: {{ direction: incoming, {uses} }}
"
    )
}
