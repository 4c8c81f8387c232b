//! `bench table`: measures all peers and prints one table.

mod cpus;
mod markdown;
mod measurement;
mod peers;
mod process;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;

use crate::arguments::TableOptions;
use crate::work::Case;

use cpus::Cpus;
use measurement::Outcome;
use peers::Peer;

/// All results of one peer in one case.
struct Row {
    peer: Peer,
    case: Case,
    outcomes: Vec<Outcome>,
    /// The reason why a measurement failed, after which there are no more outcomes.
    failure: Option<String>,
}

/// Measures the peers and cases in `options`, and prints the table. Returns a failure exit code if
/// a case failed.
pub(crate) fn print(options: &TableOptions) -> Result<ExitCode> {
    let cpus = Cpus::new(options.pin)?;
    let mut rows = rows(options)?;
    // Repetitions are the outermost loop, so that a time in which the machine is slow affects all
    // peers equally.
    for repetition in 1..=options.reps {
        for row in rows.iter_mut().filter(|row| row.failure.is_none()) {
            eprint!(
                "{repetition}/{} {} {}: ",
                options.reps, row.peer.name, row.case
            );
            measure(row, &cpus, options.quick);
        }
    }
    let text = markdown::text(&rows, &cpus, options);
    io::stdout().write_all(text.as_bytes())?;
    Ok(if rows.iter().any(|row| row.failure.is_some()) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn rows(options: &TableOptions) -> Result<Vec<Row>> {
    let cases = if options.cases.is_empty() {
        Case::value_variants()
    } else {
        &options.cases
    };
    let mut rows = Vec::new();
    for peer in peers::all(&options.external)? {
        rows.extend(cases.iter().map(|&case| Row {
            peer: peer.clone(),
            case,
            outcomes: Vec::new(),
            failure: None,
        }));
    }
    Ok(rows)
}

fn measure(row: &mut Row, cpus: &Cpus, quick: bool) {
    match measurement::measure(&row.peer, row.case, cpus, quick) {
        Ok(outcome) => {
            eprintln!("{outcome}");
            row.outcomes.push(outcome);
        }
        Err(error) => {
            eprintln!("failed: {error:#}");
            row.failure = Some(format!("{error:#}"));
        }
    }
}
