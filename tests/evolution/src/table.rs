//! Reads the table of `docs/evolution.md`.

use std::{fs, io};

use crate::run::Broken;

/// One row of the table.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// The name of the row: the kind of the change, and after a dot the case of that kind.
    pub name: String,
    /// The grade of the change, as the command line writes it.
    pub grade: String,
    /// The pairs of an old and a new side that no longer work together.
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
/// Returns an error if the page cannot be read.
///
/// # Panics
///
/// Panics if a row does not have the format of the table.
pub fn read() -> io::Result<Vec<TableRow>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/evolution.md");
    let text = fs::read_to_string(path)?;
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    Ok(rows.map(parsed).collect())
}

fn parsed(line: &str) -> TableRow {
    let cells: Vec<&str> = line.trim_matches('|').split(" |").map(str::trim).collect();
    let [name, _what, grade, broken, _why] = cells.as_slice() else {
        panic!("{line:?} has {} cells", cells.len());
    };
    let (new_normal, new_inverted) = match *broken {
        "" => (false, false),
        "new normal" => (true, false),
        "new inverted" => (false, true),
        "either" => (true, true),
        other => panic!("{line:?} says {other:?}"),
    };
    TableRow {
        name: name.trim_matches('`').to_owned(),
        grade: (*grade).to_owned(),
        broken: Broken {
            new_normal,
            new_inverted,
        },
    }
}
