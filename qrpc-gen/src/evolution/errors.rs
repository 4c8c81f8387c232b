//! Changes of errors that the spec defines.

use super::fields::Home;
use super::matching::{Matched, errors};
use super::{Change, ChangeKind, Comparison, Lost};
use crate::model::ErrorDef;

impl Comparison<'_> {
    pub(super) fn errors(&mut self) {
        for matched in errors(self.old, self.new) {
            match matched {
                Matched::Added(error) => {
                    self.push(Change::new(ChangeKind::ErrorAdded, place(error), "added"));
                }
                Matched::Removed(error) => {
                    self.push(
                        Change::new(ChangeKind::ErrorRemoved, place(error), "removed").source(),
                    );
                }
                Matched::Both(old, new) => self.error(old, new),
            }
        }
    }

    fn error(&mut self, old: &ErrorDef, new: &ErrorDef) {
        // `ErrorDef` is destructured, so that a new field does not compile until it has a rule
        // here.
        let ErrorDef {
            name: _,
            rust,
            origin,
            doc,
            code,
            message,
            data,
        } = old;
        let place = place(old);
        let senders = self.flows.of_error(old, new);
        if *rust == new.rust {
            self.text(
                ChangeKind::Respelled,
                &place,
                "its name in the spec",
                &old.name,
                &new.name,
            );
        }
        self.rust_name(ChangeKind::ErrorRenamed, &place, rust, &new.rust);
        if *origin != new.origin {
            let what = "its definition moved from one spec file to another";
            self.push(Change::new(ChangeKind::TypeMoved, &place, what).source());
        }
        if *code != new.code {
            // Callers identify an error by its code, so an error with another code is unknown to
            // callers.
            let what = format!("its code changed from {code} to {}", new.code);
            self.push(
                Change::new(ChangeKind::ErrorCodeChanged, &place, what).wire(senders, Lost::BOTH),
            );
        }
        self.text(
            ChangeKind::ErrorMessageChanged,
            &place,
            "its message",
            message,
            &new.message,
        );
        self.doc(&place, doc, &new.doc);
        self.fields(&place, &Home::Record(senders), data, &new.data);
    }
}

fn place(error: &ErrorDef) -> String {
    format!("error `{}`", error.name)
}
