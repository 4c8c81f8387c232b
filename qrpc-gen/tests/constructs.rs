//! The places where each construct of the language is tested, and where each refusal is shown.
//!
//! This test does not run the tests in its tables. This test fails when a test in its tables is
//! renamed or removed, so that no construct loses its test unnoticed.
//!
//! This test reads files all over the repository, so it is not in the published package.

use std::fs;
use std::path::{Path, PathBuf};

/// Each line has a construct, a file below the root of the repository, and a text in that file.
const CONSTRUCTS: &str = r#"
# The top level of a file.
YAML and TOML are equals => qrpc-gen/tests/twins.rs: fn twins_give_the_same_api
every example exists in both and gives the same output => qrpc-gen/tests/page.rs: fn each_pair_of_examples_gives_the_same_stub
`qrpc` => qrpc-gen/tests/twins/everything.yaml: qrpc: 1
`api`, converted to Rust => qrpc-gen/tests/twins/names.yaml: api: my api
`inverted` => qrpc-gen/tests/twins/everything.yaml: inverted: Controller
`version`, which is text => qrpc-gen/tests/twins/everything.yaml: version: 1.10
`doc` => qrpc-gen/tests/twins/methods.yaml: Two lines
`use` of other files => tests/end-to-end/tests/files.rs: fn values_and_errors_of_other_files_arrive
a file that others use => tests/stubs/units.toml: [types.Unit]
types and errors are not generated twice => qrpc-gen/tests/cli/build.rs: fn a_spec_may_use_a_file_in_another_folder
`raises` for every method => tests/stubs/language.yaml: raises: [Gone]
`timeout` for every method => qrpc-gen/tests/twins/shared.yaml: timeout: 30s
`cancel` => tests/stubs/protocol.yaml: cancel: { method: $/cancel, id: requestId, error: cancelled }
`cancel` without an answer => schemas/mcp.yaml: answered: false
the type `id` => tests/end-to-end/tests/language/wire.rs: bytes_are_an_object_or_plain_base64
`encoding: base64` => tests/end-to-end/tests/language/calls.rs: fn bytes_may_be_plain_base64
`allow` => qrpc-gen/tests/lints.rs: fn allow_silences_every_warning
`warn` => qrpc-gen/tests/diagnostics/missing-docs.yaml: warn: [missing-docs]
`case` => tests/end-to-end/tests/language/protocol.rs: fn wire_names_follow_the_case
`unknown_args: ignore` => tests/end-to-end/tests/language/protocol.rs: fn unknown_arguments_are_ignored
`unknown_args: ignore`, by position => qrpc-runtime/src/generated_types/tests/absent.rs: fn further_arguments_by_position_are_refused_unless_they_are_ignored
`fault_code` => tests/end-to-end/tests/language/protocol.rs: fn faults_have_the_code_of_the_api
`send_defaults: false` => tests/end-to-end/tests/language/protocol.rs: fn defaults_are_left_out_everywhere
`send_defaults: true` => tests/end-to-end/tests/raises/defaults.rs: fn arguments_by_name_are_all_sent

# The keys of methods.
`direction: incoming` and `outgoing` => tests/lab/tests/program/conventions.rs: fn the_normal_side_calls_back_and_keeps_the_answer
`direction: both` => tests/end-to-end/tests/handlers/sides.rs: fn either_side_calls_a_method_of_both
`has_reply` beside `returns` => qrpc-gen/tests/twins/methods.yaml: has_reply: true, returns: "null"
`has_reply: false` => qrpc-gen/tests/twins/methods.yaml: has_reply: false
`returns` => tests/end-to-end/tests/language/calls.rs: fn values_of_every_kind_arrive
`returns: null` => tests/stubs/language.yaml: returns: "null"
no reply => tests/end-to-end/tests/handlers/messages.rs: fn a_message_without_id_is_not_answered
`args` as a map => tests/end-to-end/tests/handlers/messages.rs: fn missing_arguments_take_their_defaults
`args` as a record => qrpc-gen/tests/twins/everything.yaml: args: Reading
`args` as a record that contains itself => tests/end-to-end/tests/language/calls.rs: fn a_record_that_contains_itself_may_be_the_arguments
`args: any` => tests/end-to-end/tests/language/protocol.rs: fn arguments_may_be_any_value
`raises` => tests/end-to-end/tests/language/calls.rs: fn errors_reach_the_caller_as_variants
`wire` of a method => tests/evolution/rows/method-wire-changed.row: wire:
a wire name as the key => qrpc-gen/tests/twins/names.yaml: textDocument/didOpen:
`params: by-position` => tests/end-to-end/tests/language/wire.rs: by_position_a_trailing_run_is_left_out
`params` accept both forms => tests/end-to-end/tests/raises/by_position.rs: fn either_form_is_received
`allow_positional_args` => tests/end-to-end/tests/handlers/messages.rs: fn arguments_by_position_are_taken_where_the_method_allows_them
arguments from a tuple => tests/stubs-2024/tests/values.rs: fn arguments_by_position_are_made_of_a_tuple
`timeout` => tests/end-to-end/tests/outcomes/late.rs: fn a_call_times_out_after_what_its_method_says
`timeout: none` => tests/end-to-end/tests/deadlines/patient.rs: fn a_patient_call_outlives_what_the_builder_says
`deprecated` and `since` => tests/stubs/language.yaml: deprecated: Use `modes`., since: 1.2

# Errors.
`code` and `data` => tests/end-to-end/tests/raises/errors.rs: fn its_code_message_and_fields_are_on_the_wire
an error without `data` => tests/end-to-end/tests/raises/errors.rs: fn an_error_without_fields_has_no_data
`data` as a record => tests/stubs/language.yaml: data: Named
`message`, or the first sentence of `doc` => qrpc-gen/src/resolve/errors.rs: fn the_first_sentence_is_the_message
data that does not fit => tests/end-to-end/tests/raises/errors.rs: fn data_that_does_not_fit_is_a_call_error
an error that is not listed => tests/end-to-end/tests/raises/errors.rs: fn a_code_that_the_method_does_not_raise_is_a_call_error

# Types, with and without a name.
scalars => tests/stubs/every.yaml: large: u64 = 18446744073709551615
`bytes` => tests/stubs/every.yaml: data: bytes =
`any` => tests/stubs/every.yaml: open_number: any
`list<T>` => tests/end-to-end/tests/language/wire.rs: lists_of_themselves_are_a_type
`map<T>` => tests/end-to-end/tests/language/wire.rs: json_is_a_type
`tuple<A, B>` => tests/stubs/language.yaml: alias: "tuple<f64, f64>"
`A | B` => tests/end-to-end/tests/language/calls.rs: fn a_reply_may_be_one_of_several_types_or_null
a union takes the first alternative that fits => tests/end-to-end/tests/language/wire.rs: the_first_record_that_fits_is_chosen
`"text"` => tests/end-to-end/tests/language/wire.rs: strings_and_null_are_alternatives
recursion through lists, unions, aliases and tuples => tests/end-to-end/tests/language/wire.rs: recursion_goes_through_tuples
records, with a field that the peer does not know => tests/evolution/rows/field-added.default.argument.row: {"r": {"n": 1}}
records skip unknown fields => qrpc-runtime/src/generated_types/tests/tagged.rs: fn unknown_fields_are_skipped_and_missing_ones_take_their_default
`extends` => tests/stubs/language.yaml: extends: [Named]
enums of strings, with `wire` => tests/end-to-end/tests/language/wire.rs: open_enums_keep_what_they_do_not_know
enums of integers => tests/end-to-end/tests/language/wire.rs: closed_enums_of_integers_refuse_other_numbers
open enums of integers => tests/end-to-end/tests/language/wire.rs: open_enums_of_integers_keep_other_numbers
tagged unions => tests/end-to-end/tests/language/wire.rs: the_tag_may_be_anywhere
a variant without a record => tests/end-to-end/tests/language/wire.rs: {"kind":"empty"}
`wire` of a variant => tests/evolution/rows/variant-wire-changed.row: wire:
`open` tagged unions => qrpc-runtime/src/generated_types/tests/tagged.rs: fn an_object_with_an_unknown_tag_survives_a_round_trip
`untagged` => qrpc-runtime/src/generated_types/tests/tagged.rs: fn the_variant_without_a_tag_is_read_and_written_without_it
unions without a tag => tests/stubs/language.yaml: Either: { union: [Circle, Square] }
`alias` => tests/stubs/language.yaml: alias: i64 | string
`newtype` => tests/stubs/language.yaml: newtype: string
`rust` => tests/stubs/language.yaml: rust: "::std::num::NonZeroU16"

# Arguments and fields.
`type`, `default`, `doc` and `wire` => qrpc-gen/tests/twins/everything.yaml: samples: { type: u32, default: 1, doc: How many., wire: n }
the short form => qrpc-gen/tests/twins/short-defaults.yaml: a: bool = true
the long form => qrpc-gen/tests/twins/long-defaults.yaml: default:
`min`, `max`, `min_len`, `max_len` and `pattern` => tests/end-to-end/tests/raises/constraints.rs: fn every_constraint_is_checked
constraints hold for the sender => tests/end-to-end/tests/raises/constraints.rs: fn arguments_that_do_not_fit_are_not_sent
constraints hold for the receiver => tests/end-to-end/tests/raises/constraints.rs: fn arguments_that_do_not_fit_are_answered_and_not_handled
constraints hold in replies => tests/end-to-end/tests/raises/constraints.rs: fn a_reply_that_does_not_fit_is_not_believed
`T?` => qrpc-runtime/src/generated_types/tests/absent.rs: fn absent_and_null_are_both_read_as_none
`T | null` => qrpc-runtime/src/generated_types/tests/absent.rs: fn a_nullable_field_is_required
`T??` => tests/end-to-end/tests/language/calls.rs: fn absent_and_null_are_told_apart_both_ways
`T? = x` => qrpc-runtime/src/generated_types/tests/absent.rs: fn a_default_is_read_if_absent_and_none_if_null
arguments that equal their default are left out => tests/end-to-end/tests/language/wire.rs: defaults_of_every_kind_are_left_out
fields are always written => tests/end-to-end/tests/language/wire.rs: absent_is_not_null
`const` => qrpc-runtime/src/generated_types/tests/flat.rs: fn a_constant_must_be_there
`flat` => qrpc-runtime/src/generated_types/tests/flat.rs: fn each_flat_field_takes_its_members_and_a_map_the_rest
`flat` with constraints => qrpc-runtime/src/generated_types/tests/flat.rs: fn a_constraint_of_a_flat_field_names_the_field
names that are keywords or reserved => tests/stubs/hostile.yaml: Self: { fields: { self: Self?, crate:
scalars are read as text => qrpc-gen/tests/twins/long-defaults.yaml: default: no }
a changed default is read differently => tests/evolution/rows/argument-default-changed.row: runs
"#;

/// Each line has a refusal or a warning, its golden in `diagnostics/`, and a text in that golden.
const REFUSALS: &str = r"
keys that do not exist => unknown-key: `timeuot` is not a key of a method
keys of other languages => unknown-key.foreign: `oneway` is not a key of a method
duplicate keys => duplicate-key: the key `api` is duplicated
files that cannot be used => used-file: `nosuch.yaml` cannot be used
files that use each other => used-file: `used-file.yaml` is used in a cycle
files with the same module => used-file: have the same module
a name in two files => used-file: the type `Unit` is declared in two files
keys without effect in a file that others use => used-file: `timeout` has no effect in a spec without methods
`cancel` without an answer => wrong-cancel.unclear: `cancel` does not say how a cancelled call is answered
`cancel` with an answer and without => wrong-cancel: `error` contradicts `answered: false`
`cancel` of a method with a reply => wrong-cancel.unclear: `stop` cancels calls, but has a reply
`cancel` without the id => wrong-cancel.keys: unknown key
the id of `cancel` with another type => wrong-cancel: the argument `call` must have the type `id`
`cancel` with other required arguments => wrong-cancel: the argument `why` is required
a default of an id => wrong-cancel.keys: an id cannot have a default
other encodings => wrong-cancel.keys: `hex` is not an encoding
an encoding without bytes => wrong-cancel.keys: `encoding` needs the type `bytes`
missing keys => missing-key: the method `ping` needs the key `direction`
values of the wrong shape => wrong-shape: `api` must be a string
other versions of the format => wrong-value: `2` is not a supported version of the spec format
other directions => wrong-direction: `sideways` is not a direction
`has_reply: false` beside `returns` => reply-contradiction: `returns` contradicts `has_reply: false`
`has_reply` alone, a warning => untyped-reply: warning[Q0307]
`timeout` without a reply => reply-contradiction: `timeout` has no effect
a timeout without a unit, or of 0 => wrong-value: `0s` is not a valid timeout
`raises` without a reply => unknown-error: `raises` has no effect
`raises` of an unknown error => unknown-error: the error `Bussy` does not exist
an error without a code => wrong-shape.errors: the error `Lost` needs the key `code`
a code that is no integer => wrong-shape.errors: `code` must be an integer, not `soon`
two errors with the same code => same-error-code: the error `Gone` has the code 1
the code of other failures => same-error-code.faults: the error `Busy` has the code -32000
no documentation, a warning => missing-docs: warning[Q0501]
unused types and errors, a warning => unused-type: the error `Gone` is never used
names in another case, a warning => unusual-case: is not in upper camel case
names that Python reserves, a warning => python-name: an argument named `receivers`
unknown warnings => wrong-value.lints: `untyped-replies` is not the name of a warning
errors that are allowed => wrong-value.lints: `unknown-type` is an error, not a warning
warnings that are on already => wrong-value.lints: the warning `unused-type` is already on
other values of `params` => wrong-shape.errors: `by-hand` is not a way to send arguments
`args` that are no record => wrong-shape.types: but `string` is not a record type
method names that begin with `rpc.` => reserved-name: `rpc.secinfo` is reserved for JSON-RPC
names of built-in types => reserved-name: `string` is a built-in type
booleans as names of types => reserved-name.booleans: `true` is a boolean
names that differ only in case => name-collision.generated: `one` and `One` have the same Rust name
names of generated items => name-collision.generated: the peer type of `Lab` and `LabPeer`
the same wire name twice => same-wire-name: two methods have the same name `ping` on the wire
unknown types => unknown-type: unknown type `Raeding`
a near miss suggests the right name => unknown-type: `Reading`
the wrong number of inner types => wrong-arity: `map` takes one inner type, not 2
text that is no type => type-syntax: unexpected `[]` after the type
an optional alternative => wrong-shape.bodies: an alternative of a union cannot be optional
a flat type within itself => wrong-shape.flat: contains itself through flat fields
flat members that are fields already => wrong-shape.flat: is flat and brings in `t`
`T??` in a list => wrong-shape.bodies: so `??` is not possible here
`T???` => wrong-shape.bodies: at most two `?` can follow a type
alternatives that are never chosen, a warning => hidden-alternative: warning[Q0312]
two kinds in one type => wrong-shape.bodies: the type `Both` has both `fields` and `alias`
keys of another kind of type => wrong-shape.bodies: `of` is not a key of an alias
an enum without values => empty-enum: the enum `Never` has no values
an enum of something else than integers => wrong-shape.bodies: `string` is not an integer type
an enum value out of range => wrong-shape.bodies: `128` is not a value of `i8`
`012` as an integer => unfitting-default.long-form: `012` has leading zeros
a variant that is no record => wrong-shape.bodies: a variant of a tagged union must be a record
a variant without a name => wrong-shape.bodies: a variant of a tagged union needs a name
a tag that is also a field => wrong-shape.bodies: the tag `kind` is also a field of the variant
extending something else than a record => wrong-shape.bodies: `Level` is not a record that can be extended
a record that extends itself => wrong-shape.bodies: the record `Loop` extends itself
a field that is inherited twice and differs => wrong-shape.bodies: is inherited twice, and differs between the two records
a field that differs from the inherited one => wrong-shape.bodies: differs from the inherited field
an optional alias => wrong-shape.bodies: a named type cannot be optional
a Rust type without an absolute path => wrong-shape.bodies: `time::Date` is not an absolute path of a type
a Rust type with generic arguments => wrong-value.rust: has generic arguments
a Rust path with an empty segment => wrong-value.rust: has an empty segment
a Rust path with a keyword => wrong-value.rust: in the path `crate::type::Date` is a keyword
a Rust path of a crate alone => wrong-value.rust: names a crate, not a type
a default of a Rust type => wrong-shape.bodies: `Path` is declared with `rust`, so it cannot have a default
types without end => endless-type: the type `Node` contains itself without end
a default that does not fit => unfitting-default: `300` is out of range for `u8`
a default that is not JSON => default-syntax: the default `volts` is not valid JSON
a constraint that does not fit the type => wrong-constraint: `min` constrains numbers
a constraint of a newtype => wrong-constraint: cannot constrain the newtype `Count`
constraints that no value satisfies => wrong-constraint: no value is at least
a pattern that is no regular expression => wrong-constraint: is not a valid regular expression
a default that breaks a constraint => wrong-constraint: the default does not satisfy `min: 1`
two names that are the same in Rust => name-collision: have the same Rust name, `max_value`
names without a Rust name => invalid-name: cannot be converted to a Rust name
text that YAML cuts at a comma => cut-at-comma: error[Q0114]
text that YAML cuts at a comment => cut-at-comment: error[Q0115]
text that YAML cuts at a colon => cut-at-colon: put the whole value in quotes
text that YAML cuts at a bracket => cut-at-bracket: error[Q0117]
text that YAML reads as something else => cut-at-start: error[Q0118]
merge keys => merge-key: `<<` is not allowed in a spec
custom tags => yaml-tag: the YAML tag `!str` is not allowed in a spec
an alias within itself => wrong-alias.within-itself: error[Q0111]
nesting beyond the limit => too-deep: the nesting exceeds the maximum
defaults beyond the limit => unfitting-default.large: have more than 100000 values
arguments beyond the limit => large-arguments: copies more than 100000 fields
";

#[test]
fn every_construct_has_its_test() {
    let root = Path::new("..");
    assert_found(CONSTRUCTS, |file| root.join(file));
}

#[test]
fn every_refusal_has_its_golden() {
    let folder = Path::new("tests/diagnostics");
    assert_found(REFUSALS, |name| folder.join(format!("{name}.yaml.snap")));
}

fn assert_found(table: &str, path: impl Fn(&str) -> PathBuf) {
    let lines = table.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let problems: Vec<_> = lines.filter_map(|line| problem(line, &path)).collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// The reason why a line of a table is wrong, if it is.
fn problem(line: &str, path: impl Fn(&str) -> PathBuf) -> Option<String> {
    let (construct, place) = line.split_once(" => ").expect("a construct and its place");
    let (file, text) = place.split_once(": ").expect("a file and a text in it");
    let path = path(file);
    match fs::read_to_string(&path) {
        Ok(found) if found.contains(text) => None,
        Ok(_) => Some(format!("{construct}: {} has no `{text}`", path.display())),
        Err(error) => Some(format!("{construct}: {}: {error}", path.display())),
    }
}
