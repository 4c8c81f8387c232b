//! The words that other languages use for the keys of a spec: one table per construct.
//!
//! A foreign word is reported once. After the report, the word is read as the key that it stands
//! for, so that this key is not reported as missing.

use super::keys::KnownKeys;
use crate::diagnostic::catalogue::nearest;

/// What the author should write instead of a foreign word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyReplacement {
    /// The key of the same construct that is named here.
    Key(&'static str),
    /// A `?` after the type, if the value of the foreign key is `true`.
    Optional,
    /// A `?` after the type, if the value of the foreign key is `false`.
    Required,
    /// The key that defines the type, such as `fields` or `alias`.
    Kind,
    /// Anything else; the string is the help, which says what to write.
    Elsewhere(&'static str),
}

/// For each group of foreign words, which are separated by spaces, the replacement. The words are
/// in lower case, without `_` and `-`.
pub(super) type Foreign = &'static [(&'static str, KeyReplacement)];

const DOC: (&str, KeyReplacement) = (
    "description desc summary comment docs documentation help note docstring",
    KeyReplacement::Key("doc"),
);

pub(super) const SPEC_WORDS: Foreign = &[
    DOC,
    (
        "name service title interface protocol",
        KeyReplacement::Key("api"),
    ),
    (
        "functions procedures rpc rpcs endpoints operations calls notifications \
         commands requests paths",
        KeyReplacement::Key("methods"),
    ),
    (
        "schemas definitions defs models structs records enums messages structures \
         components",
        KeyReplacement::Key("types"),
    ),
    (
        "inverse client otherside peer",
        KeyReplacement::Key("inverted"),
    ),
    (
        "import imports include includes",
        KeyReplacement::Key("use"),
    ),
    ("exceptions faults", KeyReplacement::Key("errors")),
];

pub(super) const CANCEL_WORDS: Foreign = &[
    ("notification name wire", KeyReplacement::Key("method")),
    ("member argument requestid param", KeyReplacement::Key("id")),
    ("reply replies answers", KeyReplacement::Key("answered")),
];

pub(super) const TYPE_WORDS: Foreign = &[
    DOC,
    (
        "properties members attributes struct record columns",
        KeyReplacement::Key("fields"),
    ),
    (
        "values variants choices options constants oneof symbols cases",
        KeyReplacement::Key("enum"),
    ),
    ("type kind", KeyReplacement::Kind),
    (
        "required",
        KeyReplacement::Elsewhere(
            "remove this key; a field is required unless its type ends with `?` or it has a default",
        ),
    ),
    (
        "min max minlen maxlen pattern minimum maximum minlength maxlength regex",
        KeyReplacement::Elsewhere(
            "write a constraint beside the `type` of an argument or field; if this key is the name \
             of a field, move it under `fields`",
        ),
    ),
    ("anyof union unions", KeyReplacement::Key("union")),
    ("base inherits parent allof", KeyReplacement::Key("extends")),
];

pub(super) const METHOD_WORDS: Foreign = &[
    DOC,
    (
        "params parameters parameter arguments argument input inputs request payload body",
        KeyReplacement::Key("args"),
    ),
    (
        "result results response responses reply replies output outputs returntype ret \
         answer resulttype returnvalue yields",
        KeyReplacement::Key("returns"),
    ),
    ("dir", KeyReplacement::Key("direction")),
    ("name wirename alias", KeyReplacement::Key("wire")),
    (
        "deadline timeoutms timeoutsecs timeouts ttl",
        KeyReplacement::Key("timeout"),
    ),
    (
        "positional byposition positionalargs",
        KeyReplacement::Key("allow_positional_args"),
    ),
    (
        "oneway notification isnotification notify noreply",
        KeyReplacement::Elsewhere("remove this key; a method without `returns` is a notification"),
    ),
    (
        "async await",
        KeyReplacement::Elsewhere("remove this key; every call returns a promise"),
    ),
    (
        "stream streaming streams",
        KeyReplacement::Elsewhere(
            "streams are not supported; instead, declare a method in the opposite direction \
             without `returns`, and call it once per value",
        ),
    ),
    (
        "errors error throws exceptions fails",
        KeyReplacement::Key("raises"),
    ),
];

pub(super) const ERROR_WORDS: Foreign = &[
    DOC,
    ("msg text title", KeyReplacement::Key("message")),
    ("number id errno status", KeyReplacement::Key("code")),
    (
        "fields properties payload details args",
        KeyReplacement::Key("data"),
    ),
];

pub(super) const FIELD_WORDS: Foreign = &[
    DOC,
    ("ty datatype kind schema", KeyReplacement::Key("type")),
    (
        "defaultvalue defaults initial init value fallback ifabsent defaultto",
        KeyReplacement::Key("default"),
    ),
    (
        "name alias rename wirename json serializedname",
        KeyReplacement::Key("wire"),
    ),
    (
        "optional nullable null isoptional isnullable allownull omitempty",
        KeyReplacement::Optional,
    ),
    (
        "required isrequired mandatory notnull nonnull",
        KeyReplacement::Required,
    ),
    (
        "enum values choices variants oneof options",
        KeyReplacement::Elsewhere("define an enum under `types`, and use its name as the type"),
    ),
    (
        "fields properties members",
        KeyReplacement::Elsewhere("define a record under `types`, and use its name as the type"),
    ),
    (
        "items element elements",
        KeyReplacement::Elsewhere("write a list as `list<T>`"),
    ),
    ("minimum", KeyReplacement::Key("min")),
    ("maximum", KeyReplacement::Key("max")),
    ("minlength minitems", KeyReplacement::Key("min_len")),
    ("maxlength maxitems", KeyReplacement::Key("max_len")),
    ("regex regexp format", KeyReplacement::Key("pattern")),
];

pub(super) const VALUE_WORDS: Foreign = &[
    DOC,
    (
        "name value alias rename wirename",
        KeyReplacement::Key("wire"),
    ),
];

impl KnownKeys {
    /// Returns the replacement for an unknown key, which is a foreign word or a misspelled key;
    /// `None` if there is none.
    pub(super) fn meant(&self, word: &str) -> Option<KeyReplacement> {
        let plain = |word: &str| word.to_lowercase().replace(['_', '-', ' '], "");
        let sought = plain(word);
        if let Some(ours) = self.foreign(&sought) {
            return Some(ours);
        }
        let all = || self.keys.iter().copied();
        if let Some(same) = all().find(|key| plain(key) == sought) {
            return Some(KeyReplacement::Key(same));
        }
        nearest(word, all()).map(KeyReplacement::Key)
    }

    fn foreign(&self, word: &str) -> Option<KeyReplacement> {
        let named = self
            .foreign
            .iter()
            .find(|(words, _)| words.split(' ').any(|each| each == word));
        named.map(|(_, ours)| *ours)
    }
}
