//! Specs with names that have a meaning in Rust, wherever a spec can have a name.

use std::collections::HashSet;

/// The keywords of all editions, and words that are keywords only at some places.
const KEYWORDS: &str = "abstract as async await auto become box break const continue crate do dyn \
    else enum extern false final fn for gen if impl in let loop macro macro_rules match mod move \
    mut override priv pub raw ref return safe self static struct super trait true try type typeof \
    union unsafe unsized use virtual where while yield";

/// The names of the standard prelude, in any case.
const PRELUDE: &str = "Result Option String Box Ok Err Some None Vec Default Clone Send Sync Into \
    From Drop Fn FnMut FnOnce Copy Sized Iterator IntoIterator DoubleEndedIterator Eq Ord PartialEq \
    PartialOrd Hash Debug ToString ToOwned AsRef AsMut Extend TryFrom TryInto FromIterator Unpin \
    Future std core alloc";

const MACROS: &str = "println vec format panic assert matches todo write concat env include \
    stringify line file column cfg derive test dbg allow deny doc inline";

/// The names of Rust's primitive types. A type of a spec cannot have those of these names that are
/// built-in types in specs.
const PRIMITIVES: &str = "bool char str i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 \
    f64 never unit slice tuple";

/// The names of generated items, and the names that the macros of the runtime use in generated
/// items.
const GENERATED: &str = "args methods __rt __api Peer Handlers builder transport open start stop \
    wait close all pair new call connect fmt eq ne cmp hash deref Other Unknown Unlisted Text Value \
    Fault CallError SendError Receivers Promise Api Incoming Outgoing Both NoArgs Bytes map list \
    BTreeMap handle handlers answer notify ask receivers sender serializer serialize deserialize \
    deserializer state key index visitor error message code data name id then peers inverted \
    qrpc_runtime from_str into_iter iter next to_text borrow type_id drop_in";

/// Short names, and names with digits and punctuation.
const SIGNS: &str = "a b e f k s t x y z a1 x2y 2fa 3d top-left one.two three/four $/five $six \
    _seven eight_ i+j";

/// The names of the normal side and the inverted side of APIs.
const SIDES: [(&str, &str); 8] = [
    ("self", "crate"),
    ("Result", "Option"),
    ("Ok", "Err"),
    ("Box", "Vec"),
    ("Default", "String"),
    ("Into", "Fn"),
    ("methods", "args"),
    ("Peer", "Handlers"),
];

/// The specs, each with its name.
pub(crate) fn specs() -> Vec<(String, String)> {
    let mut specs = vec![
        ("names_of_methods".to_owned(), methods()),
        ("names_of_fields".to_owned(), fields()),
        ("names_of_types".to_owned(), types()),
        ("names_of_errors".to_owned(), errors()),
    ];
    for (number, (api, inverted)) in SIDES.iter().enumerate() {
        specs.push((format!("names_of_sides_{number}"), sides(api, inverted)));
    }
    specs
}

/// Returns all names. Of several names that are the same in Rust, only the first is returned.
fn names() -> Vec<&'static str> {
    let lists = [KEYWORDS, PRELUDE, MACROS, PRIMITIVES, GENERATED, SIGNS];
    let words = lists.into_iter().flat_map(str::split_whitespace);
    let mut seen = HashSet::new();
    let words = words.filter(|word| {
        let letters = word.chars().filter(char::is_ascii_alphanumeric);
        seen.insert(letters.collect::<String>().to_lowercase())
    });
    words.chain(["with blanks in it"]).collect()
}

/// Returns the names that a type or an error can have.
fn type_names() -> Vec<&'static str> {
    let built_in = "true false id bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 list map tuple";
    let is_free = |name: &&str| !built_in.split_whitespace().any(|word| word == *name);
    let is_valid = |name: &&str| {
        let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
        starts_well && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let names = names().into_iter();
    names.filter(is_free).filter(is_valid).collect()
}

/// Returns one line for each name.
fn lines(names: &[&str], line: impl Fn(&str) -> String) -> String {
    names.iter().map(|name| line(name) + "\n").collect()
}

/// Returns a spec with the names as methods, each with an argument, a reply and an error type.
fn methods() -> String {
    let methods = lines(&names(), |name| {
        format!(
            "  '{name}': {{ direction: incoming, args: {{ '{name}': u8 }}, returns: u8, raises: [E1] }}"
        )
    });
    format!("api: NamesOfMethods\nerrors: {{ E1: {{ code: 1 }} }}\nmethods:\n{methods}")
}

/// Returns a spec with the names as arguments, fields, enum values and variants.
fn fields() -> String {
    let of = |ty: &str| lines(&names(), |name| format!("      '{name}': {ty}"));
    let value = lines(&names(), |name| format!("      '{name}':"));
    let texts = lines(&names(), |name| format!("      '{name}': '\"{name}\"'"));
    let (bytes, options, records, unions) = (of("u8"), of("u8?"), of("Inner"), of("u8 | string"));
    format!(
        "api: NamesOfFields
types:
  Inner: {{ fields: {{ inner: bool }} }}
  Record:
    fields:
{bytes}
  Options:
    fields:
{options}
  Closed:
    enum:
{value}
  Open:
    open: true
    enum:
{value}
  Tagged:
    tag: is_a
    union:
{records}
  OpenTagged:
    tag: is_a
    open: true
    union:
{records}
  Texts:
    union:
{texts}
  Unions:
    fields:
{unions}
methods:
  go_by_name:
    direction: incoming
    returns: Record
    args:
{options}
  go_by_position:
    direction: incoming
    params: by-position
    args:
{bytes}
  go_with: {{ direction: incoming, args: {{ a: Closed, b: Open, c: Tagged, d: OpenTagged, e: Texts, f: Unions }}, returns: Options }}
"
    )
}

/// Returns a spec with the names as records, enums, unions, aliases and newtypes, and as arguments
/// of these types.
fn types() -> String {
    let names = type_names();
    let kinds = [
        "{ fields: { value: u8 } }",
        "{ enum: [one, two] }",
        "{ tag: is_a, union: { one: null } }",
        "{ alias: u8 | string }",
        "{ newtype: string }",
    ];
    let kinds = names.iter().zip(kinds.iter().cycle());
    let types: String = kinds
        .map(|(name, kind)| format!("  {name}: {kind}\n"))
        .collect();
    let args = lines(&names, |name| format!("      '{name}': {name}"));
    format!(
        "api: NamesOfTypes
types:
{types}
methods:
  go:
    direction: incoming
    args:
{args}"
    )
}

/// Returns a spec with the names as errors.
fn errors() -> String {
    let names = type_names();
    let numbers = names.iter().zip(1..);
    let errors = numbers
        .map(|(name, code)| format!("  {name}: {{ code: {code}, data: {{ {name}: u8 }} }}\n"));
    let errors: String = errors.collect();
    let raises = names.join(", ");
    format!(
        "api: NamesOfErrors
errors:
{errors}
methods:
  go: {{ direction: incoming, returns: u8, raises: [{raises}] }}
"
    )
}

/// Returns a spec with these names of the sides.
fn sides(api: &str, inverted: &str) -> String {
    format!(
        "api: {api}
inverted: {inverted}
errors: {{ E1: {{ code: 1 }} }}
methods:
  ask: {{ direction: incoming, args: {{ key: u8 | string = 1 }}, returns: string?, raises: [E1] }}
  tell: {{ direction: incoming, args: {{ list: 'list<string> = []' }} }}
"
    )
}
