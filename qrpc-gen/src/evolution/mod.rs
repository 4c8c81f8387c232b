//! What changed between two versions of an API, and what breaks by it.
//!
//! The rules are the table in `docs/evolution.md`, which `tests/evolution` executes. Nothing here
//! reads specs or prints.

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
mod reads;
mod spelling;

use crate::model::{Api, Type};

pub use change::{Change, Grade};
pub use kind::Kind;
pub use meetings::Meetings;

use flows::Flows;
use meetings::{Lost, Senders};
use reads::reads;

/// Every change from one version of an API to another, sorted.
///
/// A change breaks the source if a program that compiles with the stub of the old version may not
/// compile with that of the new one. It breaks the wire if two programs with the stubs of
/// different versions no longer understand each other in what both versions have: when something
/// is refused or read as something else that the sender's version allows. What only one version
/// has, such as a new method, breaks the wire only where it is sent though nobody asked for it, or
/// where an old program was already using it.
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

/// Two versions of an API, and what was found to differ so far.
struct Comparison<'a> {
    old: &'a Api,
    new: &'a Api,
    /// Who sends what both of them have.
    flows: Flows,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn push(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Documentation and the like: nothing breaks by it.
    fn text<T: PartialEq>(&mut self, kind: Kind, place: &str, what: &str, old: &T, new: &T) {
        if old != new {
            self.push(Change::new(kind, place, format!("{what} changed")));
        }
    }

    /// The name of something in Rust.
    fn rust_name(&mut self, kind: Kind, place: &str, old: &str, new: &str) {
        if old != new {
            let what = format!("its name in Rust changed from `{old}` to `{new}`");
            self.push(Change::new(kind, place, what).source());
        }
    }

    /// What of the values of one type is lost on the way to the other version.
    fn lost(&self, old: &Type, new: &Type) -> Lost {
        Lost {
            old_to_new: !reads((self.old, old), (self.new, new)),
            new_to_old: !reads((self.new, new), (self.old, old)),
        }
    }
}
