//! The strings of the built-in transports, codecs and security providers: valid strings are
//! accepted, and an invalid string gets an error that names the wrong part and shows the syntax.

use end_to_end::bench::Bench;
use qrpc_runtime::Builder;

type Set = fn(Builder<Bench>, &'static str) -> Builder<Bench>;

const CODEC: Set = |builder, text| builder.codec(text);
const TRANSPORT: Set = |builder, text| builder.transport(text);
const SECURITY: Set = |builder, text| builder.security(text);

fn error(set: Set, text: &'static str) -> String {
    let built = set(Bench::builder(), text).build();
    match built {
        Ok(_) => panic!("`{text}` was taken"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn good_codecs_are_taken() {
    for text in [
        "jrpc",
        "jrpc:",
        "jrpc:\\n",
        "jrpc:\n",
        "jrpc:END",
        "jrpc:a:b",
        r"jrpc:\r\n\t\0\\",
        "headers",
        "headers:",
        "msgpack",
        "terse",
    ] {
        assert!(CODEC(Bench::builder(), text).build().is_ok(), "{text}");
    }
}

#[test]
fn strings_are_taken_by_value_and_by_reference() {
    let [codec, transport, security] = ["jrpc:END", "internal:strings", "null"].map(String::from);
    let by_reference = Bench::builder()
        .codec(&codec)
        .transport(&transport)
        .security(&security);
    let bench = by_reference.build().unwrap();
    bench.set_transport(&transport).unwrap();
    bench.set_transport(transport).unwrap();
    assert_eq!(bench.codec(), codec);
    let by_value = Bench::builder().codec(codec).security(security);
    assert!(by_value.build().is_ok());
}

#[test]
fn bad_codecs_are_told() {
    for (text, problem) in [
        ("", "unknown codec ``"),
        ("jsonrpc", "unknown codec `jsonrpc`"),
        ("jrpc:ä", "the delimiter must be ASCII"),
        (
            "jrpc:\\x",
            "a backslash must be followed by n, r, t, 0 or a backslash",
        ),
        (
            "jrpc:\\",
            "a backslash must be followed by n, r, t, 0 or a backslash",
        ),
    ] {
        let told = error(CODEC, text);
        let expected = format!("`{text}` is not a valid codec: {problem}; expected ");
        assert!(told.starts_with(&expected), "{told}");
        assert!(told.contains("`jrpc[:<delimiter>]`"), "{told}");
    }
}

#[test]
fn a_codec_without_settings_refuses_settings() {
    for name in ["headers", "msgpack", "terse"] {
        let text = format!("{name}:x");
        let error = Bench::builder().codec(&text).build().unwrap_err();
        let expected = format!(
            "`{text}` is not a valid codec: unexpected `x` after `{name}`; expected `{name}`"
        );
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn good_transports_are_taken() {
    for text in [
        "tcp:localhost:8888",
        "tcp:[::1]:8888",
        "tcpserv:127.0.0.1:0",
        "tcpserv::8888",
        "tcpserv:[::]:8888",
        "internal",
        "internal:",
        "internal:bus",
        "internal:bus:name",
        "internal::name",
        "stdio",
        "stdio:",
        "process:(cat)",
        "process:(python3 -c 'print(\"a b\")')",
    ] {
        assert!(TRANSPORT(Bench::builder(), text).build().is_ok(), "{text}");
    }
}

#[test]
fn bad_transports_are_told() {
    const TCP: &str = "`tcp:<host>:<port>`";
    const TCPSERV: &str = "`tcpserv:[<interface>]:<port>`";
    const PROCESS: &str = "`process:(<command line>)`";
    for (text, problem, grammar) in [
        ("pigeon:home", "unknown transport `pigeon`", TCP),
        ("", "unknown transport ``", TCP),
        ("tcp", "`` has no colon between host and port", TCP),
        ("tcp:8888", "`8888` has no colon between host and port", TCP),
        ("tcp::8888", "the host is missing", TCP),
        (
            "tcp:host:",
            "the port `` is not a number from 0 to 65535",
            TCP,
        ),
        (
            "tcp:host:http",
            "the port `http` is not a number from 0 to 65535",
            TCP,
        ),
        (
            "tcp:host:65536",
            "the port `65536` is not a number from 0 to 65535",
            TCP,
        ),
        ("tcp:host:0", "the port must not be 0", TCP),
        (
            "tcp:::1:80",
            "an IPv6 host must be in square brackets: `[::1]`",
            TCP,
        ),
        ("tcp:[::1:80", "`[::1` has no closing bracket", TCP),
        (
            "tcpserv:8888",
            "`8888` has no colon between host and port",
            TCPSERV,
        ),
        (
            "tcpserv::-1",
            "the port `-1` is not a number from 0 to 65535",
            TCPSERV,
        ),
        ("stdio:x", "unexpected `x` after `stdio:`", "`stdio:`"),
        (
            "process:cat",
            "the command line must be in parentheses",
            PROCESS,
        ),
        ("process:()", "the command line is empty", PROCESS),
        (
            "process:(a\0b)",
            "the command line contains the character NUL",
            PROCESS,
        ),
        (
            "process:(a 'b)",
            "the command line contains a quote that is not closed",
            PROCESS,
        ),
    ] {
        let told = error(TRANSPORT, text);
        let expected = format!("`{text}` is not a valid transport: {problem}; expected ");
        assert!(told.starts_with(&expected), "{told}");
        assert!(told.contains(grammar), "{told}");
    }
}

#[test]
fn good_providers_are_taken() {
    for text in [
        "null",
        "null:",
        "blindly_believe_everything",
        "blindly_believe_everything:",
        "blindly_believe_everything:alice:b",
    ] {
        assert!(SECURITY(Bench::builder(), text).build().is_ok(), "{text}");
    }
}

#[test]
fn bad_providers_are_told() {
    for (text, problem) in [
        ("none", "unknown security provider `none`"),
        ("null:x", "unexpected `x` after `null`"),
    ] {
        let told = error(SECURITY, text);
        let expected = format!("`{text}` is not a valid security provider: {problem}; expected ");
        assert!(told.starts_with(&expected), "{told}");
        assert!(told.contains("`null`"), "{told}");
    }
}

#[test]
fn of_several_bad_strings_the_first_is_told() {
    let built = Bench::builder().codec("one").transport("two").build();
    assert!(built.unwrap_err().to_string().contains("`one`"));
}
