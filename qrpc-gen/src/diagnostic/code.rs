//! The codes of all diagnostics: what stays the same when a message is worded better.

use std::fmt;

/// The stable name of one kind of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code {
    id: &'static str,
    name: &'static str,
}

impl Code {
    /// The short form, such as `Q0201`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// The readable form, such as `unknown-key`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $constant:ident = $id:literal $name:literal;)*) => {
        impl Code {
            $($(#[$doc])* pub const $constant: Self = Self { id: $id, name: $name };)*

            /// All of them, in the order of their ids.
            pub const ALL: &[Self] = &[$(Self::$constant),*];
        }
    };
}

// The hundreds are the phases: 01 the file, 02 its shape, 03 its meaning, 04 names.
codes! {
    /// The extension is neither YAML's nor TOML's.
    UNKNOWN_FORMAT = "Q0101" "unknown-format";
    /// The file is larger than a spec may be.
    FILE_TOO_LARGE = "Q0102" "file-too-large";
    /// The bytes are no UTF-8.
    NOT_UTF8 = "Q0103" "not-utf8";
    /// The text holds a NUL character.
    NUL_CHARACTER = "Q0104" "nul-character";
    /// The file holds nothing.
    EMPTY_FILE = "Q0105" "empty-file";
    /// The text is no YAML.
    YAML_SYNTAX = "Q0106" "yaml-syntax";
    /// The text is no TOML.
    TOML_SYNTAX = "Q0107" "toml-syntax";
    /// Values are nested deeper than a spec may have them.
    TOO_DEEP = "Q0108" "too-deep";
    /// YAML: a tag.
    YAML_TAG = "Q0109" "yaml-tag";
    /// YAML: a merge key.
    MERGE_KEY = "Q0110" "merge-key";
    /// YAML: an alias that cannot be followed.
    WRONG_ALIAS = "Q0111" "wrong-alias";
    /// YAML: more than one document.
    SEVERAL_DOCUMENTS = "Q0112" "several-documents";
    /// YAML: a list or a map as a key.
    KEY_NOT_TEXT = "Q0113" "key-not-text";
    /// YAML: a text without quotes that braces cut at a comma.
    CUT_AT_COMMA = "Q0114" "cut-at-comma";
    /// YAML: a text without quotes that ` #` cuts.
    CUT_AT_COMMENT = "Q0115" "cut-at-comment";
    /// YAML: a text without quotes that holds `: `.
    CUT_AT_COLON = "Q0116" "cut-at-colon";
    /// YAML: a text without quotes, in braces, that holds a bracket or a brace.
    CUT_AT_BRACKET = "Q0117" "cut-at-bracket";
    /// YAML: a text without quotes that begins with what means something else.
    CUT_AT_START = "Q0118" "cut-at-start";

    /// A key that does not exist there.
    UNKNOWN_KEY = "Q0201" "unknown-key";
    /// A key that was written twice.
    DUPLICATE_KEY = "Q0202" "duplicate-key";
    /// A key that must be there.
    MISSING_KEY = "Q0203" "missing-key";
    /// A list where a map is expected, and the like.
    WRONG_SHAPE = "Q0204" "wrong-shape";
    /// What the language has and this version does not.
    NOT_SUPPORTED = "Q0205" "not-supported";
    /// Neither `incoming`, `outgoing` nor `both`.
    WRONG_DIRECTION = "Q0206" "wrong-direction";
    /// A value that is not one of those expected.
    WRONG_VALUE = "Q0207" "wrong-value";
    /// A type that is not written as types are.
    TYPE_SYNTAX = "Q0208" "type-syntax";
    /// A default that is no JSON.
    DEFAULT_SYNTAX = "Q0209" "default-syntax";
    /// An API without methods.
    NO_METHODS = "Q0210" "no-methods";

    /// A type that does not exist.
    UNKNOWN_TYPE = "Q0301" "unknown-type";
    /// A generic type with too many or too few types in it.
    WRONG_ARITY = "Q0302" "wrong-arity";
    /// A default that is no value of its type.
    UNFITTING_DEFAULT = "Q0303" "unfitting-default";
    /// `has_reply` and what belongs to a reply do not agree.
    REPLY_CONTRADICTION = "Q0304" "reply-contradiction";
    /// A record that holds itself without end.
    ENDLESS_TYPE = "Q0305" "endless-type";
    /// An enum without values.
    EMPTY_ENUM = "Q0306" "empty-enum";
    /// A method with a reply of which nobody says what it is.
    UNTYPED_REPLY = "Q0307" "untyped-reply";
    /// Methods that copy more fields of records than a spec may have.
    LARGE_ARGUMENTS = "Q0308" "large-arguments";

    /// A name that belongs to somebody else.
    RESERVED_NAME = "Q0401" "reserved-name";
    /// One name on the wire for two things.
    SAME_WIRE_NAME = "Q0402" "same-wire-name";
    /// Two names that are the same in Rust.
    NAME_COLLISION = "Q0403" "name-collision";
    /// A name that cannot be one in Rust.
    INVALID_NAME = "Q0404" "invalid-name";
}
