//! Compares the default of one version with the default of the other version.

use std::iter::zip;

use super::matching::{Matched, fields};
use super::members::{record, variant};
use super::spelling;
use crate::model::{Api, Field, Literal};

/// Whether two defaults are equal. If two defaults are equal, a side may omit the value, since the
/// other side fills in the same value.
///
/// Two records are equal if the fields in both of them are equal, and if each field in only one of
/// them has its own default as its value. Each version skips or fills in the fields in only one of
/// the records, and so reads the other record as its own.
pub(super) fn same(old: (&Api, &Literal), new: (&Api, &Literal)) -> bool {
    let all = |olds: &[Literal], news: &[Literal]| {
        olds.len() == news.len() && zip(olds, news).all(|(o, n)| same((old.0, o), (new.0, n)))
    };
    match (old.1, new.1) {
        (Literal::List(o), Literal::List(n)) | (Literal::Tuple(o), Literal::Tuple(n)) => all(o, n),
        (Literal::Map(o), Literal::Map(n)) => {
            let entry = |((o, a), (n, b)): (&(String, Literal), &(String, Literal))| {
                o == n && same((old.0, a), (new.0, b))
            };
            o.len() == n.len() && zip(o, n).all(entry)
        }
        (Literal::Record(o, olds), Literal::Record(n, news)) => {
            let old = (old.0, record(old.0, *o), olds.as_slice());
            records(old, (new.0, record(new.0, *n), news))
        }
        (Literal::Tagged(o, at, olds), Literal::Tagged(n, place, news)) => {
            let (old_wire, old_fields) = variant(old.0, *o, *at);
            let (new_wire, new_fields) = variant(new.0, *n, *place);
            let old = (old.0, old_fields, olds.as_slice());
            old_wire == new_wire && records(old, (new.0, new_fields, news))
        }
        (Literal::Union(_, _, o), n) => same((old.0, o), (new.0, n)),
        (o, Literal::Union(_, _, n)) => same((old.0, o), (new.0, n)),
        (o, n) => spelling::literal(old.0, o) == spelling::literal(new.0, n),
    }
}

/// A record value: the API that defines it, its fields, and one value per field.
type Filled<'a> = (&'a Api, &'a [Field], &'a [Literal]);

fn records(old: Filled<'_>, new: Filled<'_>) -> bool {
    let value = |(_, fields, values): Filled<'_>, field: &Field| {
        let place = fields.iter().position(|other| std::ptr::eq(other, field));
        place.and_then(|place| values.get(place)).cloned()
    };
    let is_own_default = |filled: Filled<'_>, field: &Field| value(filled, field) == field.default;
    fields(old.1, new.1)
        .into_iter()
        .all(|matched| match matched {
            Matched::Removed(field) => is_own_default(old, field),
            Matched::Added(field) => is_own_default(new, field),
            Matched::Both(o, n) => match (value(old, o), value(new, n)) {
                (Some(o), Some(n)) => same((old.0, &o), (new.0, &n)),
                _ => false,
            },
        })
}
