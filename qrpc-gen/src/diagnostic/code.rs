//! The codes of all diagnostics. A code stays the same when its message changes.

use std::fmt;

/// The stable identifier of a kind of mistake. A code has a short form, such as `Q0201`, and a
/// readable form, such as `unknown-key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code {
    id: &'static str,
    name: &'static str,
}

impl Code {
    /// The short form of the code, such as `Q0201`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// The readable form of the code, such as `unknown-key`.
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

            /// All codes, in the order of their short forms.
            pub const ALL: &[Self] = &[$(Self::$constant),*];
        }
    };
}

// The first two digits say the kind of mistake: 01 file syntax, 02 keys and their values, 03 types,
// defaults and replies, 04 names, 05 style.
codes! {
    /// The file extension is not `.yaml`, `.yml` or `.toml`.
    UNKNOWN_FORMAT = "Q0101" "unknown-format";
    /// The file exceeds the maximum size of a spec.
    FILE_TOO_LARGE = "Q0102" "file-too-large";
    /// The file is not UTF-8.
    NOT_UTF8 = "Q0103" "not-utf8";
    /// The text contains a NUL character.
    NUL_CHARACTER = "Q0104" "nul-character";
    /// The file is empty.
    EMPTY_FILE = "Q0105" "empty-file";
    /// The text is not valid YAML.
    YAML_SYNTAX = "Q0106" "yaml-syntax";
    /// The text is not valid TOML.
    TOML_SYNTAX = "Q0107" "toml-syntax";
    /// Values are nested too deeply.
    TOO_DEEP = "Q0108" "too-deep";
    /// YAML: a value has a tag, such as `!!str`.
    YAML_TAG = "Q0109" "yaml-tag";
    /// YAML: the merge key `<<` is used.
    MERGE_KEY = "Q0110" "merge-key";
    /// YAML: an alias cannot be resolved.
    WRONG_ALIAS = "Q0111" "wrong-alias";
    /// YAML: the file has more than one document.
    SEVERAL_DOCUMENTS = "Q0112" "several-documents";
    /// YAML: a list or a map is used as a key.
    KEY_NOT_TEXT = "Q0113" "key-not-text";
    /// YAML: in braces or brackets, a comma ends an unquoted string.
    CUT_AT_COMMA = "Q0114" "cut-at-comma";
    /// YAML: ` #` ends an unquoted string, since it begins a comment.
    CUT_AT_COMMENT = "Q0115" "cut-at-comment";
    /// YAML: an unquoted string contains `: `.
    CUT_AT_COLON = "Q0116" "cut-at-colon";
    /// YAML: in braces, an unquoted string contains a bracket or a brace.
    CUT_AT_BRACKET = "Q0117" "cut-at-bracket";
    /// YAML: an unquoted string begins with a character that has a special meaning.
    CUT_AT_START = "Q0118" "cut-at-start";
    /// YAML: a comment after an unquoted string may be meant as a part of it.
    COMMENT_BEHIND_TEXT = "Q0119" "comment-behind-text";

    /// A key does not exist at this place.
    UNKNOWN_KEY = "Q0201" "unknown-key";
    /// A key is duplicated.
    DUPLICATE_KEY = "Q0202" "duplicate-key";
    /// A required key is missing.
    MISSING_KEY = "Q0203" "missing-key";
    /// A value has the wrong shape, such as a list instead of a map.
    WRONG_SHAPE = "Q0204" "wrong-shape";
    /// A file under `use` cannot be read, or breaks a rule of `use`.
    USED_FILE = "Q0205" "used-file";
    /// The direction is not `incoming`, `outgoing` or `both`.
    WRONG_DIRECTION = "Q0206" "wrong-direction";
    /// The value is not one of the allowed values.
    WRONG_VALUE = "Q0207" "wrong-value";
    /// The syntax of a type is wrong.
    TYPE_SYNTAX = "Q0208" "type-syntax";
    /// A default is not valid JSON.
    DEFAULT_SYNTAX = "Q0209" "default-syntax";
    /// The API has no methods.
    NO_METHODS = "Q0210" "no-methods";
    /// `cancel` contradicts itself, or contradicts the method that it names.
    WRONG_CANCEL = "Q0211" "wrong-cancel";

    /// A type does not exist.
    UNKNOWN_TYPE = "Q0301" "unknown-type";
    /// A generic type contains too many or too few types, or a union contains too many types.
    WRONG_ARITY = "Q0302" "wrong-arity";
    /// A default is not a value of the type of its field or argument.
    UNFITTING_DEFAULT = "Q0303" "unfitting-default";
    /// `has_reply` and the keys that need a reply contradict each other.
    REPLY_CONTRADICTION = "Q0304" "reply-contradiction";
    /// A type contains or extends itself in a way that no finite value exists.
    ENDLESS_TYPE = "Q0305" "endless-type";
    /// An enum has no values.
    EMPTY_ENUM = "Q0306" "empty-enum";
    /// The reply of a method has no type.
    UNTYPED_REPLY = "Q0307" "untyped-reply";
    /// The spec expands to more fields, default values or raised errors than a spec may have.
    LARGE_ARGUMENTS = "Q0308" "large-arguments";
    /// A constraint does not fit the type of the value, or no value satisfies it.
    WRONG_CONSTRAINT = "Q0309" "wrong-constraint";
    /// An error under `raises` is not defined.
    UNKNOWN_ERROR = "Q0310" "unknown-error";
    /// Two errors have the same code.
    SAME_ERROR_CODE = "Q0311" "same-error-code";
    /// An alternative of a union is never chosen, since an earlier one fits all its values.
    HIDDEN_ALTERNATIVE = "Q0312" "hidden-alternative";

    /// The name is reserved by JSON-RPC or by the language of specs.
    RESERVED_NAME = "Q0401" "reserved-name";
    /// Two items have the same name on the wire.
    SAME_WIRE_NAME = "Q0402" "same-wire-name";
    /// Two names are the same in Rust.
    NAME_COLLISION = "Q0403" "name-collision";
    /// The name cannot be converted to a Rust name.
    INVALID_NAME = "Q0404" "invalid-name";

    /// A method, type, error, argument or field has no documentation.
    MISSING_DOCS = "Q0501" "missing-docs";
    /// Nothing uses a type or an error.
    UNUSED_TYPE = "Q0502" "unused-type";
    /// A name is not in the usual case.
    UNUSUAL_CASE = "Q0503" "unusual-case";
    /// The Python library cannot pass an argument with this name.
    PYTHON_NAME = "Q0504" "python-name";
}
