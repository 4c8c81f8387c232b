//! Changes of constraints. The sender and the receiver of a value both check its constraints.

use super::{Change, ChangeKind, Comparison, Lost, Senders};
use crate::model::{Bound, Constraints};

impl Comparison<'_> {
    pub(super) fn constraints(
        &mut self,
        place: &str,
        senders: Senders,
        old: &Constraints,
        new: &Constraints,
    ) {
        // `Constraints` is destructured, so that a new constraint does not compile until it has a
        // rule here.
        let Constraints {
            min,
            max,
            min_len,
            max_len,
            pattern,
        } = old;
        let value = |bound: Option<Bound>| bound.map(number);
        let len = |len: Option<u64>| len.map(|len| (len.to_string(), Number::Int(len.into())));
        for (name, floor, old, new) in [
            ("min", true, value(*min), value(new.min)),
            ("max", false, value(*max), value(new.max)),
            ("min_len", true, len(*min_len), len(new.min_len)),
            ("max_len", false, len(*max_len), len(new.max_len)),
        ] {
            self.bound((place, name), senders, (old, new), floor);
        }
        self.pattern(place, senders, pattern.as_deref(), new.pattern.as_deref());
    }

    fn bound(
        &mut self,
        (place, name): (&str, &str),
        senders: Senders,
        (old, new): (Limit, Limit),
        floor: bool,
    ) {
        let admits_more = |from: &Limit, to: &Limit| match (from, to) {
            (Some(_), None) => true,
            (Some((_, from)), Some((_, to))) if floor => to.is_below(*from),
            (Some((_, from)), Some((_, to))) => from.is_below(*to),
            (None, _) => false,
        };
        let (kind, lost) = if admits_more(&old, &new) {
            (ChangeKind::ConstraintLoosened, Lost::NEW_TO_OLD)
        } else if admits_more(&new, &old) {
            (ChangeKind::ConstraintTightened, Lost::OLD_TO_NEW)
        } else {
            return;
        };
        let said = |bound: Limit| bound.map_or_else(|| "none".to_owned(), |(text, _)| text);
        let what = format!("its `{name}` changed from {} to {}", said(old), said(new));
        self.push(Change::new(kind, place, what).wire(senders, lost));
    }

    /// Reports a changed `pattern`. A changed pattern counts as breaking in both directions,
    /// because the compiler does not decide which of two regular expressions accepts more.
    fn pattern(&mut self, place: &str, senders: Senders, old: Option<&str>, new: Option<&str>) {
        let (kind, lost, what) = match (old, new) {
            (None, Some(new)) => (
                ChangeKind::ConstraintTightened,
                Lost::OLD_TO_NEW,
                format!("it now has the `pattern` `{new}`"),
            ),
            (Some(old), None) => (
                ChangeKind::ConstraintLoosened,
                Lost::NEW_TO_OLD,
                format!("it no longer has the `pattern` `{old}`"),
            ),
            (Some(old), Some(new)) if old != new => (
                ChangeKind::PatternChanged,
                Lost::BOTH,
                format!("its `pattern` changed from `{old}` to `{new}`"),
            ),
            _ => return,
        };
        self.push(Change::new(kind, place, what).wire(senders, lost));
    }
}

/// A bound as the spec writes it, and as a number; `None` if there is no bound.
type Limit = Option<(String, Number)>;

#[derive(Clone, Copy)]
enum Number {
    Int(i128),
    Float(f64),
}

impl Number {
    fn is_below(self, other: Self) -> bool {
        match (self, other) {
            (Self::Int(one), Self::Int(other)) => one < other,
            (one, other) => one.float() < other.float(),
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "only where one of them is a float already"
    )]
    fn float(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

fn number(bound: Bound) -> (String, Number) {
    match bound {
        Bound::Int(value) => (value.to_string(), Number::Int(value)),
        Bound::Float(value) => (format!("{value:?}"), Number::Float(value)),
    }
}
