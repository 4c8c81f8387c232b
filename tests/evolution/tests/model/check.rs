//! Compares one change of the model with its row of the table.

use evolution::run::Broken;
use evolution::table;
use qrpc_gen::evolution::compare;
use qrpc_gen::model::Api;

use super::base::base;

/// Changes the old or the new version of the API.
pub(crate) type Change = fn(&mut Api, &mut Api);

/// Checks that every reported change has the kind, the grade and the broken pairs of sides that the
/// row `row` states.
pub(crate) fn check(field: &str, row: &str, change: Change) {
    let (mut old, mut new) = (base(), base());
    change(&mut old, &mut new);
    let changes = compare(&old, &new);
    let table = table::read().unwrap();
    let said = table.iter().find(|said| said.name == row);
    let said = said.unwrap_or_else(|| panic!("{field}: the table has no row `{row}`"));
    assert!(!changes.is_empty(), "{field}: `{row}` is not seen");
    for change in changes {
        let broken = Broken {
            new_normal: change.meetings.new_normal,
            new_inverted: change.meetings.new_inverted,
        };
        assert_eq!(change.kind.name(), said.kind(), "{field}: {change:#?}");
        assert_eq!(
            change.grade.to_string(),
            said.grade,
            "{field}, `{row}`: {change:#?}"
        );
        assert_eq!(broken, said.broken, "{field}, `{row}`: {change:#?}");
    }
}

/// Checks the changes of every field of a struct of the model. A new field does not compile here
/// until it is listed with a row.
#[macro_export]
macro_rules! rows_of {
    ($ty:ident { $($field:ident: { $($row:literal => $change:expr),+ $(,)? }),+ $(,)? }) => {{
        let _: fn(&$ty) = |it| {
            let $ty { $($field: _),+ } = it;
        };
        $($($crate::check::check(
            concat!(stringify!($ty), ".", stringify!($field)),
            $row,
            $change,
        );)+)+
    }};
}
