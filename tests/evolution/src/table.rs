//! The table of `docs/evolution.md`, as its readers see it.

use std::{fs, io};

use crate::run::Broken;

/// One row.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// Its name: the kind of the change, and behind a dot where it happens.
    pub name: String,
    /// Whether it is marked as one that is run.
    pub is_run: bool,
    /// The grade, as the command line writes it.
    pub grade: String,
    /// Which meetings of versions fail.
    pub broken: Broken,
}

impl TableRow {
    /// The kind of the change.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }
}

/// Reads the table.
///
/// # Errors
///
/// When the page cannot be read.
///
/// # Panics
///
/// When a row is not written as the others are.
pub fn read() -> io::Result<Vec<TableRow>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/evolution.md");
    let text = fs::read_to_string(path)?;
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    Ok(rows.map(parsed).collect())
}

fn parsed(line: &str) -> TableRow {
    let cells: Vec<&str> = line.trim_matches('|').split(" |").map(str::trim).collect();
    let [name, _what, grade, broken, run, _why] = cells.as_slice() else {
        panic!("{line:?} has {} cells", cells.len());
    };
    let (new_normal, new_inverted) = match *broken {
        "" => (false, false),
        "new normal" => (true, false),
        "new inverted" => (false, true),
        "either" => (true, true),
        other => panic!("{line:?} says {other:?}"),
    };
    let is_run = match *run {
        "yes" => true,
        "" => false,
        other => panic!("{line:?} says {other:?}"),
    };
    TableRow {
        name: name.trim_matches('`').to_owned(),
        is_run,
        grade: (*grade).to_owned(),
        broken: Broken {
            new_normal,
            new_inverted,
        },
    }
}
