//! The vectors that qrpc reads in another way than quickrpc. The page `docs/quickrpc.md` tells
//! users about the differences that they may notice.

/// Reasons, each with the names of its vectors.
pub(crate) const DIFFERENCES: &[(&str, &[&str])] = &[
    (
        "`-0` is the float -0.0, not an integer.",
        &["jrpc decode: -0"],
    ),
    (
        "NaN and infinities are not JSON, and are accepted by no codec.",
        &[
            "jrpc decode: Infinity literal",
            "terse decode: inf",
            "terse decode: nan",
            "terse encode notification: value inf",
            "terse encode notification: value nan",
        ],
    ),
    (
        "Bytes must be base64 without other characters.",
        &[
            "jrpc decode: __bytes illegal chars",
            "jrpc encode notification: value dict __bytes not base64",
            "terse encode notification: value dict __bytes not base64",
        ],
    ),
    (
        "`__bytes` with another value than a string is an ordinary map.",
        &["jrpc decode: __bytes null"],
    ),
    (
        "The object with the key `__bytes` is bytes in every codec.",
        &["terse decode: of encoded value dict with __bytes key"],
    ),
    (
        "An argument must not come twice.",
        &["jrpc decode: duplicate params keys"],
    ),
    (
        "An error without a message has an empty one.",
        &["jrpc decode: error empty object"],
    ),
    (
        "A reply needs an id, which is a whole number: the ids that qrpc sends.",
        &[
            "jrpc decode: error no id",
            "jrpc decode: reply id str",
            "jrpc decode: reply id true",
            "jrpc encode error: id 'abc'",
            "jrpc encode error: id -1",
            "jrpc encode error: id 0",
            "jrpc encode error: id 1.5",
            "jrpc encode reply: id -1",
        ],
    ),
    (
        "White space around a message is skipped, as JSON allows.",
        &["jrpc decode: leading newline", "jrpc decode: leading space"],
    ),
    (
        "Messages are nested at most 64 levels deep.",
        &["jrpc decode: nesting 100"],
    ),
    (
        "Integers have at most 64 bits; larger ones are floats in `any`.",
        &[
            "jrpc decode: of encoded value 2^70",
            "jrpc encode notification: value 2^64",
            "jrpc encode notification: value 2^70",
            "jrpc encode request: id 1180591620717411303424",
            "terse decode: big int",
        ],
    ),
    (
        "A reply with an error is an error, also if its result is null.",
        &["jrpc decode: reply with result null and error"],
    ),
    (
        "The runtime, not the codec, takes the security header away.",
        &[
            "jrpc decode: sec: header only, null security",
            "jrpc decode: sec: secured, null security",
        ],
    ),
    (
        "Text after a message is an error.",
        &["jrpc decode: two objects one frame"],
    ),
    (
        "A map has strings as keys.",
        &[
            "jrpc encode notification: value int key",
            "terse encode notification: value int key",
        ],
    ),
    (
        "`terse` reads whole numbers with an exponent as integers, which is how quickrpc writes large integers.",
        &[
            "terse decode: 1e10",
            "terse decode: 1e5",
            "terse decode: of encoded value -2^63",
            "terse decode: of encoded value 1000000",
            "terse decode: of encoded value 12345678",
            "terse decode: of encoded value 1e15",
            "terse decode: of encoded value 1e16",
            "terse decode: of encoded value 2^64",
        ],
    ),
    (
        "quickrpc writes six digits of a number in `terse`.",
        &[
            "terse encode notification: value -0.0",
            "terse encode notification: value -2^63",
            "terse encode notification: value 100000.0",
            "terse encode notification: value 1234567.0",
            "terse encode notification: value 12345678",
            "terse encode notification: value 2^31",
            "terse encode notification: value 2^53+1",
            "terse encode notification: value pi",
        ],
    ),
    (
        "A line that cannot be read is an error, not skipped and not a call.",
        &[
            "terse decode: bad reply",
            "terse decode: bad then good line",
            "terse decode: documented (base64 form",
            "terse decode: hex",
            "terse decode: no colon",
            "terse decode: no value",
        ],
    ),
    (
        "A method is not empty and contains no line break.",
        &[
            "terse decode: colon first",
            "terse encode notification: empty method",
            "terse encode notification: method with newline",
        ],
    ),
    (
        "Commas and blanks may separate the parts of a line.",
        &[
            "terse decode: comma between args (docstring form)",
            "terse decode: dict comma",
            "terse decode: leading space",
            "terse decode: tab",
        ],
    ),
    (
        "Names in quotes are read without the quotes.",
        &["terse decode: dict quoted key"],
    ),
    (
        "Replies are read.",
        &["terse decode: error reply", "terse decode: reply"],
    ),
    (
        "Escapes in strings are read from left to right.",
        &[
            "terse decode: escaped backslash + n",
            "terse decode: trailing backslash, more args",
        ],
    ),
    ("`null` is a value.", &["terse decode: null"]),
    (
        "quickrpc does not end its replies with a line break, and cannot read them itself.",
        &[
            "terse encode error: KeyError",
            "terse encode error: id -1",
            "terse encode error: id 0",
            "terse encode error: id 9007199254740993",
            "terse encode error: two args",
            "terse encode error: unicode",
            "terse encode reply: id 1.5",
            "terse encode reply: id 2147483648",
            "terse encode reply: result bytes",
            "terse encode reply: result dict",
            "terse encode reply: result int",
            "terse encode reply: result list",
            "terse encode reply: result unserialisable set",
        ],
    ),
    (
        "quickrpc writes a request whose id is not positive as a notification.",
        &["terse encode request: id -1"],
    ),
];
