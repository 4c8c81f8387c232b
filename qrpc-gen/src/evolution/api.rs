//! Changes of the API as a whole.

use super::{Change, ChangeKind, Comparison};
use crate::model::{Api, Side};

impl Comparison<'_> {
    pub(super) fn api(&mut self) {
        // Destructured so that a new field does not compile without a rule.
        let Api {
            name: _,
            inverted: _,
            version,
            doc,
            types: _,
            errors: _,
            send_defaults,
            methods: _,
        } = self.old;
        let place = format!("API `{}`", self.old.name);
        self.side(&place, "the API", Side::Normal);
        self.side(&place, "the inverted API", Side::Inverted);
        self.text(
            ChangeKind::VersionChanged,
            &place,
            "its version",
            version,
            &self.new.version,
        );
        self.doc(&place, doc, &self.new.doc);
        if *send_defaults != self.new.send_defaults {
            let what = if self.new.send_defaults {
                "arguments that equal their default are now sent"
            } else {
                "arguments that equal their default are now omitted"
            };
            self.push(Change::new(ChangeKind::SendDefaultsChanged, place, what));
        }
    }

    fn side(&mut self, place: &str, what: &str, side: Side) {
        let (old, new) = (self.old.side_name(side), self.new.side_name(side));
        if old != new {
            let what = format!("the name of {what} changed from `{old}` to `{new}`");
            self.push(Change::new(ChangeKind::SideRenamed, place, what).source());
        }
    }
}
