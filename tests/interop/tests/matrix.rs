//! The program `lab` and the real quickrpc run their test cases against each other in every cell of
//! the matrix.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::Mutex;
use std::thread;

use anyhow::Result;
use interop::{Cell, Program};

/// The number of meetings at the same time, since most of a meeting is spent waiting.
const AT_ONCE: usize = 4;

const ASKING: [Program; 2] = [Program::Python, Program::Lab];

/// A cell, and how many test cases passed when the Python program ran its cases and when `lab` ran
/// its cases.
struct Outcome {
    cell: Cell,
    passed: [Result<usize>; 2],
}

#[test]
fn all_cases_pass_in_every_cell() {
    let outcomes = outcomes();
    // The table is written directly to stderr, since the test harness would hold back printed text.
    io::stderr().write_all(table(&outcomes).as_bytes()).unwrap();
    assert_eq!(outcomes.len(), 18);
    for Outcome { cell, passed } in &outcomes {
        for passed in passed {
            assert!(passed.is_ok(), "{cell}: {passed:?}");
        }
    }
}

fn outcomes() -> Vec<Outcome> {
    let cells = Mutex::new(Cell::all().enumerate());
    let outcomes = Mutex::new(Vec::new());
    let take = || cells.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((number, cell)) = take() {
                    let passed = ASKING.map(|asking| cell.meeting(asking).hold());
                    outcomes
                        .lock()
                        .unwrap()
                        .push((number, Outcome { cell, passed }));
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap();
    outcomes.sort_by_key(|(number, _)| *number);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn table(outcomes: &[Outcome]) -> String {
    let mut table = format!("\n{:60}{:>14}{:>14}\n", "cell", "python asks", "lab asks");
    for Outcome { cell, passed } in outcomes {
        let [python, lab] = passed.each_ref().map(|passed| match passed {
            Ok(number) => format!("{number} passed"),
            Err(_) => "failed".to_owned(),
        });
        writeln!(table, "{:60}{python:>14}{lab:>14}", cell.to_string()).unwrap();
    }
    table
}
