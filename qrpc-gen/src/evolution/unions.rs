//! Changes of untagged unions, in which a value is read as the first alternative that fits.

use super::matching::{Matched, matched, reordered};
use super::reads::{may_be_both, reads_alternative};
use super::{Change, ChangeKind, Comparison, Lost, Senders, spelling};
use crate::model::{Alternative, AlternativeKind, Api, Union};

/// An alternative of a union, and its text in the spec, which identifies it in both versions.
struct Spelled<'a> {
    spelling: String,
    alternative: &'a Alternative,
}

impl Comparison<'_> {
    pub(super) fn union(&mut self, place: &str, senders: Senders, old: &Union, new: &Union) {
        let (olds, news) = (spelled(self.old, old), spelled(self.new, new));
        let matches = matched(&olds, &news, &[|it| it.spelling.as_str()]);
        for matched in &matches {
            let (kind, what, spelled, lost) = match matched {
                Matched::Added(spelled) => {
                    let unread =
                        !reads_alternative((self.new, spelled.alternative), (self.old, old));
                    let hides = hides(self.new, &news, &olds, spelled);
                    let lost = Lost::NEW_TO_OLD
                        .only_if(unread)
                        .or(Lost::OLD_TO_NEW.only_if(hides));
                    (ChangeKind::AlternativeAdded, "added", spelled, lost)
                }
                Matched::Removed(spelled) => {
                    let unread =
                        !reads_alternative((self.old, spelled.alternative), (self.new, new));
                    let hides = hides(self.old, &olds, &news, spelled);
                    let lost = Lost::OLD_TO_NEW
                        .only_if(unread)
                        .or(Lost::NEW_TO_OLD.only_if(hides));
                    (ChangeKind::AlternativeRemoved, "removed", spelled, lost)
                }
                Matched::Both(old, new) => {
                    let place = at(place, old);
                    // `Alternative` is destructured, so that a new field does not compile until it
                    // has a rule here.
                    let Alternative { rust, doc, kind: _ } = old.alternative;
                    let new = new.alternative;
                    self.rust_name(ChangeKind::AlternativeRenamed, &place, rust, &new.rust);
                    self.doc(&place, doc, &new.doc);
                    continue;
                }
            };
            self.push(
                Change::new(kind, at(place, spelled), what)
                    .source()
                    .wire(senders, lost),
            );
        }
        if reordered(&matches, &news) {
            let both: Vec<_> = matches
                .iter()
                .filter_map(|matched| matched.both())
                .collect();
            let lost = Lost::BOTH.only_if(swaps(self.new, &both, &news));
            let what = "the order of its alternatives changed";
            self.push(
                Change::new(ChangeKind::AlternativesReordered, place, what).wire(senders, lost),
            );
        }
    }
}

fn spelled<'a>(api: &Api, union: &'a Union) -> Vec<Spelled<'a>> {
    let spell = |alternative: &'a Alternative| Spelled {
        spelling: match &alternative.kind {
            AlternativeKind::Type(ty) => spelling::ty(api, ty),
            AlternativeKind::Text(text) => format!("{text:?}"),
        },
        alternative,
    };
    union.alternatives.iter().map(spell).collect()
}

fn at(place: &str, spelled: &Spelled<'_>) -> String {
    format!("{place}, alternative `{}`", spelled.spelling)
}

/// Whether the alternative `one`, which only the version with the alternatives `here` has, may also
/// fit values of a later alternative that both versions have. The version with the alternatives
/// `here` reads a value that fits both alternatives as `one`.
fn hides(api: &Api, here: &[Spelled<'_>], there: &[Spelled<'_>], one: &Spelled<'_>) -> bool {
    let behind = here
        .iter()
        .skip_while(|other| other.spelling != one.spelling)
        .skip(1);
    let known = |other: &&Spelled<'_>| there.iter().any(|known| known.spelling == other.spelling);
    behind
        .filter(known)
        .any(|other| may_be_both(api, one.alternative, other.alternative))
}

/// Whether two alternatives that may fit the same value are in the opposite order in `new`.
fn swaps(api: &Api, both: &[(&Spelled<'_>, &Spelled<'_>)], new: &[Spelled<'_>]) -> bool {
    let place = |one: &Spelled<'_>| new.iter().position(|other| other.spelling == one.spelling);
    both.iter().enumerate().any(|(at, (_, one))| {
        let before = &both[..at];
        let swapped = before.iter().filter(|(_, other)| place(other) > place(one));
        swapped
            .into_iter()
            .any(|(_, other)| may_be_both(api, one.alternative, other.alternative))
    })
}
