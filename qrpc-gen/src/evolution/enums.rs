//! Changes of enums.

use super::matching::{Matched, matched, reordered};
use super::{Change, ChangeKind, Comparison, Lost, Senders};
use crate::model::{Enum, EnumValue, Scalar};

impl Comparison<'_> {
    pub(super) fn enumeration(&mut self, place: &str, senders: Senders, old: &Enum, new: &Enum) {
        // `Enum` is destructured, so that a new field does not compile until it has a rule here.
        let Enum {
            of,
            values: _,
            open: _,
        } = old;
        if *of != new.of {
            let said = |of: Option<Scalar>| of.unwrap_or(Scalar::String).name();
            let (before, after) = (said(*of), said(new.of));
            let what = format!("its values changed from `{before}` to `{after}`");
            // The known values are written in the same way in any integer type. Only a change from
            // integers to strings, or the reverse, breaks the wire.
            let lost = Lost::BOTH.only_if(of.is_some() != new.of.is_some());
            let change = Change::new(ChangeKind::TypeKindChanged, place, what).source();
            self.push(change.wire(senders, lost));
        }
        self.openness(place, senders, old.open.as_deref(), new.open.as_deref());
        // An enum that is not open refuses unknown values; an open enum keeps them.
        let (old_refuses, new_refuses) = (old.open.is_none(), new.open.is_none());
        let matches = matched(
            &old.values,
            &new.values,
            &[|it| it.wire.as_str(), |it| it.rust.as_str()],
        );
        for matched in &matches {
            let (kind, what, value, lost) = match matched {
                Matched::Added(value) => (
                    ChangeKind::ValueAdded,
                    "added",
                    value,
                    Lost::NEW_TO_OLD.only_if(old_refuses),
                ),
                Matched::Removed(value) => (
                    ChangeKind::ValueRemoved,
                    "removed",
                    value,
                    Lost::OLD_TO_NEW.only_if(new_refuses),
                ),
                Matched::Both(old, new) => {
                    self.value(place, senders, old, new);
                    continue;
                }
            };
            let place = format!("{place}, value `{}`", value.wire);
            self.push(Change::new(kind, place, what).source().wire(senders, lost));
        }
        if reordered(&matches, &new.values) {
            let what = "the order of its values changed, which changes their sort order in Rust";
            self.push(Change::new(ChangeKind::ValuesReordered, place, what));
        }
    }

    /// Reports that an enum or a tagged union became open or closed.
    pub(super) fn openness(
        &mut self,
        place: &str,
        senders: Senders,
        old: Option<&str>,
        new: Option<&str>,
    ) {
        let (kind, what, lost) = match (old, new) {
            (None, Some(_)) => (
                ChangeKind::EnumOpened,
                "unknown values are now accepted",
                Lost::NEW_TO_OLD,
            ),
            (Some(_), None) => (
                ChangeKind::EnumClosed,
                "unknown values are now rejected",
                Lost::OLD_TO_NEW,
            ),
            (Some(old), Some(new)) => {
                return self.rust_name(ChangeKind::OpenVariantRenamed, place, old, new);
            }
            (None, None) => return,
        };
        self.push(Change::new(kind, place, what).source().wire(senders, lost));
    }

    fn value(&mut self, place: &str, senders: Senders, old: &EnumValue, new: &EnumValue) {
        // `EnumValue` is destructured, so that a new field does not compile until it has a rule
        // here.
        let EnumValue { wire, rust, doc } = old;
        let place = format!("{place}, value `{wire}`");
        if *wire != new.wire {
            let what = format!("its name on the wire changed to `{}`", new.wire);
            self.push(
                Change::new(ChangeKind::ValueWireChanged, &place, what).wire(senders, Lost::BOTH),
            );
        }
        self.rust_name(ChangeKind::ValueRenamed, &place, rust, &new.rust);
        self.doc(&place, doc, &new.doc);
    }
}
