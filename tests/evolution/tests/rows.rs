//! Each row of the table states what really happens when the old stub and the new stub are
//! connected to each other.

use std::collections::BTreeSet;
use std::path::Path;

use evolution::row::{self, Row};
use evolution::run::{Broken, run};
use evolution::side::Version;
use evolution::table::{self, TableRow};
use qrpc_gen::evolution::{Change, ChangeKind, Meetings, compare};
use qrpc_gen::model::Api;
use qrpc_gen::{Diagnostics, read};

fn rows(folder: &str) -> Vec<Row> {
    row::all(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap()
}

fn api(row: &Row, spec: &str) -> Option<Api> {
    read(&row.source(spec), &mut Diagnostics::default())
}

fn changes(row: &Row) -> Vec<Change> {
    let (old, new) = (api(row, &row.old).unwrap(), api(row, &row.new).unwrap());
    compare(&old, &new)
}

fn versions(row: &Row) -> (Version, Version) {
    let found = evolution::ROWS.iter().find(|(name, ..)| *name == row.name);
    let (_, old, new) = found.expect("the build script made each");
    (*old, *new)
}

/// Returns the rows, each with its row of the table.
fn table() -> Vec<(Row, TableRow)> {
    let table = table::read().unwrap();
    let rows = rows("rows").into_iter();
    rows.map(|row| {
        let said = table.iter().find(|said| said.name == row.name);
        let said = said.unwrap_or_else(|| panic!("`{}` is in no table", row.name));
        (row, said.clone())
    })
    .collect()
}

#[test]
fn the_table_has_the_rows_that_there_are() {
    let mut said: Vec<_> = table::read()
        .unwrap()
        .into_iter()
        .map(|row| row.name)
        .collect();
    said.sort();
    let names: BTreeSet<_> = rows("rows").into_iter().map(|row| row.name).collect();
    assert_eq!(said, names.into_iter().collect::<Vec<_>>());
}

#[test]
fn every_kind_of_change_has_a_row() {
    let table = table::read().unwrap();
    let known: BTreeSet<_> = table.iter().map(TableRow::kind).collect();
    let kinds: BTreeSet<_> = ChangeKind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(known, kinds);
}

#[test]
fn the_comparison_says_what_the_table_says() {
    for (row, said) in table() {
        let changes = changes(&row);
        let (of_the_row, beside): (Vec<_>, Vec<_>) = changes
            .iter()
            .partition(|change| change.kind.name() == said.kind());
        assert!(!of_the_row.is_empty(), "{}: {changes:#?}", row.name);
        for change in of_the_row {
            assert_eq!(
                change.grade.to_string(),
                said.grade,
                "{}: {change:#?}",
                row.name
            );
            assert_eq!(
                broken(change.meetings),
                said.broken,
                "{}: {change:#?}",
                row.name
            );
        }
        for change in beside {
            let hides = !change
                .grade
                .to_string()
                .split(", ")
                .all(|grade| said.grade.contains(grade) || grade == "safe");
            assert!(
                !hides,
                "{}: what it is about is not the worst of it: {change:#?}",
                row.name
            );
        }
    }
}

fn broken(meetings: Meetings) -> Broken {
    Broken {
        new_normal: meetings.new_normal,
        new_inverted: meetings.new_inverted,
    }
}

#[test]
fn old_and_new_understand_each_other_where_the_table_says_so() {
    for (row, said) in table() {
        let (old, new) = versions(&row);
        println!("the row {}", row.name);
        assert_eq!(run(&row.runs, old, new), said.broken);
    }
}
