//! The words of other languages for the keys of a spec: one table per construct.
//!
//! A word that stands for a key is reported, and then read as that key, so that it is not also
//! reported as missing.

use super::keys::Shape;
use crate::diagnostic::catalogue::nearest;

/// The replacement for a foreign key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ours {
    /// A key of the same construct.
    Key(&'static str),
    /// A key of the same construct that is not supported yet.
    Later(&'static str),
    /// A `?` after the type, if the value is `true`.
    Optional,
    /// A `?` after the type, if the value is `false`.
    Required,
    /// Something that is written elsewhere; the string is the help.
    Elsewhere(&'static str),
}

/// Foreign words in lower case, without `_` and `-`, with their replacements.
pub(super) type Foreign = &'static [(&'static str, Ours)];

const DOC: (&str, Ours) = (
    "description desc summary comment docs documentation help note docstring",
    Ours::Key("doc"),
);

pub(super) const SPEC: Foreign = &[
    DOC,
    ("name service title interface protocol", Ours::Key("api")),
    (
        "functions procedures rpc rpcs endpoints operations calls notifications \
         commands requests paths",
        Ours::Key("methods"),
    ),
    (
        "schemas definitions defs models structs records enums messages structures \
         components",
        Ours::Key("types"),
    ),
    ("inverse client otherside peer", Ours::Key("inverted")),
    ("import imports include includes", Ours::Later("use")),
    ("exceptions faults", Ours::Later("errors")),
];

pub(super) const TYPE: Foreign = &[
    DOC,
    (
        "properties members attributes struct record columns",
        Ours::Key("fields"),
    ),
    (
        "values variants choices options constants oneof symbols cases",
        Ours::Key("enum"),
    ),
    (
        "type kind",
        Ours::Elsewhere(
            "use `fields` for a record or `enum` for an enum; use a built-in type by its name",
        ),
    ),
    (
        "required",
        Ours::Elsewhere(
            "remove it; a field is required unless its type ends with `?` or it has a default",
        ),
    ),
    ("anyof union unions", Ours::Later("union")),
    ("base inherits parent allof", Ours::Later("extends")),
];

pub(super) const METHOD: Foreign = &[
    DOC,
    (
        "params parameters parameter arguments argument input inputs request payload body",
        Ours::Key("args"),
    ),
    (
        "result results response responses reply replies output outputs returntype ret \
         answer resulttype returnvalue yields",
        Ours::Key("returns"),
    ),
    ("dir", Ours::Key("direction")),
    ("name wirename alias", Ours::Key("wire")),
    (
        "deadline timeoutms timeoutsecs timeouts ttl",
        Ours::Key("timeout"),
    ),
    (
        "positional byposition positionalargs",
        Ours::Key("allow_positional_args"),
    ),
    (
        "oneway notification isnotification notify noreply",
        Ours::Elsewhere("remove it; a method without `returns` is a notification"),
    ),
    (
        "async await",
        Ours::Elsewhere("remove it; every call returns a promise"),
    ),
    (
        "stream streaming streams",
        Ours::Elsewhere(
            "streams are not supported: send each value as a notification in the opposite \
             direction, with a method without `returns`",
        ),
    ),
    (
        "errors error throws exceptions fails",
        Ours::Later("raises"),
    ),
];

pub(super) const FIELD: Foreign = &[
    DOC,
    ("ty datatype kind schema", Ours::Key("type")),
    (
        "defaultvalue defaults initial init value fallback ifabsent defaultto",
        Ours::Key("default"),
    ),
    (
        "name alias rename wirename json serializedname",
        Ours::Key("wire"),
    ),
    (
        "optional nullable null isoptional isnullable allownull omitempty",
        Ours::Optional,
    ),
    (
        "required isrequired mandatory notnull nonnull",
        Ours::Required,
    ),
    (
        "enum values choices variants oneof options",
        Ours::Elsewhere("define an enum under `types`, and use its name as the type"),
    ),
    (
        "fields properties members",
        Ours::Elsewhere("define a record under `types`, and use its name as the type"),
    ),
    (
        "items element elements",
        Ours::Elsewhere("write a list as `list<T>`"),
    ),
    ("minimum", Ours::Later("min")),
    ("maximum", Ours::Later("max")),
    ("minlength minitems", Ours::Later("min_len")),
    ("maxlength maxitems", Ours::Later("max_len")),
    ("regex regexp format", Ours::Later("pattern")),
];

pub(super) const VALUE: Foreign = &[DOC, ("name value alias rename wirename", Ours::Key("wire"))];

impl Shape {
    /// The replacement for an unknown key: from the table, or for a misspelled key.
    pub(super) fn meant(&self, word: &str) -> Option<Ours> {
        let plain = |word: &str| word.to_lowercase().replace(['_', '-', ' '], "");
        let sought = plain(word);
        if let Some(ours) = self.foreign(&sought) {
            return Some(ours);
        }
        let all = || self.keys.iter().chain(self.later).copied();
        if let Some(same) = all().find(|key| plain(key) == sought) {
            return Some(self.own(same));
        }
        nearest(word, all()).map(|near| self.own(near))
    }

    fn foreign(&self, word: &str) -> Option<Ours> {
        let named = self
            .foreign
            .iter()
            .find(|(words, _)| words.split(' ').any(|each| each == word));
        named.map(|(_, ours)| *ours)
    }

    fn own(&self, key: &'static str) -> Ours {
        if self.keys.contains(&key) {
            Ours::Key(key)
        } else {
            Ours::Later(key)
        }
    }
}
