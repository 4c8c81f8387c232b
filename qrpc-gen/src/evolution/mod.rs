//! Compares two versions of an API: what changed, and what each change breaks.
//!
//! The table in `docs/evolution.md` lists the rules, and `tests/evolution` runs its rows. This
//! module does not read specs and does not print.

mod api;
mod errors;
mod methods;
mod replies;

mod constraints;
mod fields;

mod enums;
mod tagged;
mod types;
mod unions;

mod change;
mod kind;
mod meetings;

mod defaults;
mod flows;
mod matching;
mod members;
mod reads;
mod spelling;

use crate::model::{Api, Type};

pub use change::{Change, Grade};
pub use kind::ChangeKind;
pub use meetings::Meetings;

use flows::Flows;
use meetings::{Lost, Senders};
use reads::reads;
pub(crate) use spelling::ty as spelled;

/// Returns every change from the old to the new version of an API, sorted by grade.
///
/// A change breaks the source if a program that compiles with the stub of the old version may not
/// compile with the stub of the new version.
///
/// A change breaks the wire if two programs with the stubs of different versions no longer
/// understand each other in something that both versions have: the receiver refuses a value that
/// the sender's version allows, or reads it as a different value. An item that only one version has
/// breaks the wire in two cases: if stubs of the new version always send the item, such as a new
/// argument without a default, or if programs with the old stub may still use the item, such as a
/// removed method.
#[must_use]
pub fn compare(old: &Api, new: &Api) -> Vec<Change> {
    let mut comparison = Comparison {
        old,
        new,
        flows: Flows::between(old, new),
        changes: Vec::new(),
    };
    comparison.api();
    comparison.types();
    comparison.errors();
    comparison.methods();
    comparison.changes.sort();
    comparison.changes
}

/// Two versions of an API, and the changes found so far.
struct Comparison<'a> {
    old: &'a Api,
    new: &'a Api,
    /// The sides that send each type and each error that both versions have.
    flows: Flows,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn push(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Reports a changed text that breaks nothing, such as documentation.
    fn text<T: PartialEq>(&mut self, kind: ChangeKind, place: &str, what: &str, old: &T, new: &T) {
        if old != new {
            self.push(Change::new(kind, place, format!("{what} changed")));
        }
    }

    /// Reports changed documentation.
    fn doc<T: PartialEq>(&mut self, place: &str, old: &T, new: &T) {
        self.text(ChangeKind::DocChanged, place, "its documentation", old, new);
    }

    /// Reports a changed deprecation note.
    fn deprecation(&mut self, place: &str, old: Option<&String>, new: Option<&String>) {
        let what = "its deprecation note";
        self.text(ChangeKind::Deprecated, place, what, &old, &new);
    }

    /// Reports a changed `since`.
    fn since(&mut self, place: &str, old: Option<&String>, new: Option<&String>) {
        let what = "its `since` version";
        self.text(ChangeKind::SinceChanged, place, what, &old, &new);
    }

    /// Reports a changed Rust name.
    fn rust_name(&mut self, kind: ChangeKind, place: &str, old: &str, new: &str) {
        if old != new {
            let what = format!("its name in Rust changed from `{old}` to `{new}`");
            self.push(Change::new(kind, place, what).source());
        }
    }

    /// Returns the directions in which a value of the old type is no longer understood as the new
    /// type, or the reverse.
    fn lost(&self, old: &Type, new: &Type) -> Lost {
        Lost {
            old_to_new: !reads((self.old, old), (self.new, new)),
            new_to_old: !reads((self.new, new), (self.old, old)),
        }
    }
}
