//! Changes of tagged unions.

use super::matching::{Matched, matched, reordered};
use super::reads::takes_nothing;
use super::{Change, ChangeKind, Comparison, Lost, Senders};
use crate::model::{Tagged, Type, Variant};

impl Comparison<'_> {
    pub(super) fn tagged(&mut self, place: &str, senders: Senders, old: &Tagged, new: &Tagged) {
        // `Tagged` is destructured, so that a new field does not compile until it has a rule here.
        let Tagged {
            tag,
            variants: _,
            untagged,
            open,
        } = old;
        if *tag != new.tag {
            let what = format!("its tag changed from `{tag}` to `{}`", new.tag);
            self.push(Change::new(ChangeKind::TagChanged, place, what).wire(senders, Lost::BOTH));
        }
        let wire = |tagged: &Tagged, at: &Option<usize>| {
            let variant = at.and_then(|at| tagged.variants.get(at));
            variant.map(|variant| variant.wire.clone())
        };
        if wire(old, untagged) != wire(new, &new.untagged) {
            let what = "its variant that is sent without the tag changed";
            self.push(Change::new(ChangeKind::TagChanged, place, what).wire(senders, Lost::BOTH));
        }
        self.openness(place, senders, open.as_deref(), new.open.as_deref());
        let matches = matched(
            &old.variants,
            &new.variants,
            &[|it| it.wire.as_str(), |it| it.rust.as_str()],
        );
        // A union that is not open refuses unknown tags; an open union keeps the object with the
        // unknown tag.
        let (old_refuses, new_refuses) = (open.is_none(), new.open.is_none());
        for matched in &matches {
            let (kind, what, variant, lost) = match matched {
                Matched::Added(variant) => (
                    ChangeKind::VariantAdded,
                    "added",
                    variant,
                    Lost::NEW_TO_OLD.only_if(old_refuses),
                ),
                Matched::Removed(variant) => (
                    ChangeKind::VariantRemoved,
                    "removed",
                    variant,
                    Lost::OLD_TO_NEW.only_if(new_refuses),
                ),
                Matched::Both(old, new) => {
                    self.variant(&at(place, old), senders, old, new);
                    continue;
                }
            };
            self.push(
                Change::new(kind, at(place, variant), what)
                    .source()
                    .wire(senders, lost),
            );
        }
        if reordered(&matches, &new.variants) {
            let what = "the order of its variants changed";
            self.push(Change::new(ChangeKind::VariantsReordered, place, what));
        }
    }

    fn variant(&mut self, place: &str, senders: Senders, old: &Variant, new: &Variant) {
        // `Variant` is destructured, so that a new field does not compile until it has a rule here.
        let Variant {
            wire,
            rust,
            doc,
            record,
        } = old;
        if *wire != new.wire {
            let what = format!("the value of its tag changed to `{}`", new.wire);
            self.push(
                Change::new(ChangeKind::VariantWireChanged, place, what).wire(senders, Lost::BOTH),
            );
        }
        self.rust_name(ChangeKind::VariantRenamed, place, rust, &new.rust);
        self.doc(place, doc, &new.doc);
        self.variant_record(place, senders, record.as_ref(), new.record.as_ref());
    }

    /// Reports changes of the fields beside the tag. A variant without fields skips the fields that
    /// it receives, as records skip unknown fields.
    fn variant_record(
        &mut self,
        place: &str,
        senders: Senders,
        old: Option<&Type>,
        new: Option<&Type>,
    ) {
        let (kind, what, lost) = match (old, new) {
            (None, Some(record)) => {
                let needs = !takes_nothing(self.new, record);
                let lost = Lost::OLD_TO_NEW.only_if(needs);
                (
                    ChangeKind::VariantRecordAdded,
                    "it now has fields next to its tag",
                    lost,
                )
            }
            (Some(record), None) => {
                let needs = !takes_nothing(self.old, record);
                let lost = Lost::NEW_TO_OLD.only_if(needs);
                (
                    ChangeKind::VariantRecordRemoved,
                    "it no longer has fields next to its tag",
                    lost,
                )
            }
            (Some(old), Some(new)) => return self.ty(place, senders, old, new),
            (None, None) => return,
        };
        self.push(Change::new(kind, place, what).source().wire(senders, lost));
    }
}

fn at(place: &str, variant: &Variant) -> String {
    format!("{place}, variant `{}`", variant.wire)
}
