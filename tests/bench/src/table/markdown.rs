//! Writes the results as a Markdown table.

use std::fmt::Write;

use super::Row;
use super::cpus::Cpus;
use super::measurement::Outcome;
use super::peers::{OURS, YARDSTICK};
use crate::arguments::TableOptions;
use crate::work::Case;

/// A column of the table.
struct Column {
    case: Case,
    title: &'static str,
    value: fn(&Outcome) -> Option<f64>,
}

const COLUMNS: [Column; 6] = [
    Column {
        case: Case::Rtt,
        title: "rtt calls/s",
        value: |outcome| outcome.report.calls_per_s,
    },
    Column {
        case: Case::Pipelined,
        title: "pipelined calls/s",
        value: |outcome| outcome.report.calls_per_s,
    },
    Column {
        case: Case::Notify,
        title: "notify messages/s",
        value: |outcome| outcome.report.calls_per_s,
    },
    Column {
        case: Case::Conns,
        title: "conns calls/s",
        value: |outcome| outcome.report.calls_per_s,
    },
    Column {
        case: Case::Conns,
        title: "server KiB per connection",
        value: |outcome| outcome.kib_per_connection,
    },
    Column {
        case: Case::Big,
        title: "big MiB/s",
        value: |outcome| outcome.report.mib_per_s,
    },
];

/// Returns the table, the speed of qrpc as a fraction of the speed of `raw` in each column, and the
/// failures.
pub(super) fn text(rows: &[Row], cpus: &Cpus, options: &TableOptions) -> String {
    let columns: Vec<_> = COLUMNS
        .iter()
        .filter(|column| rows.iter().any(|row| row.case == column.case))
        .collect();
    let quick = if options.quick { "; a quick run" } else { "" };
    let mut lines = vec![
        format!("Medians of {}; {cpus}{quick}.", options.reps),
        String::new(),
        line("peer", columns.iter().map(|column| column.title.to_owned())),
        line("---", columns.iter().map(|_| "---:".to_owned())),
    ];
    for peer in peers(rows) {
        lines.push(line(
            peer,
            columns.iter().map(|column| cell(rows, peer, column)),
        ));
    }
    lines.push(String::new());
    lines.extend(columns.iter().filter_map(|column| fraction(rows, column)));
    lines.push(String::new());
    lines.extend(rows.iter().filter_map(failure));
    lines.iter().fold(String::new(), |mut text, line| {
        // Writing to a `String` cannot fail.
        writeln!(text, "{line}").ok();
        text
    })
}

fn peers(rows: &[Row]) -> Vec<&str> {
    let mut peers: Vec<_> = rows.iter().map(|row| row.peer.name.as_str()).collect();
    peers.dedup();
    peers
}

fn line(first: &str, cells: impl Iterator<Item = String>) -> String {
    cells.fold(format!("| {first} |"), |line, cell| {
        format!("{line} {cell} |")
    })
}

fn cell(rows: &[Row], peer: &str, column: &Column) -> String {
    match median(rows, peer, column) {
        Some(value) if value >= 1_000.0 => format!("{value:.0}"),
        Some(value) => format!("{value:.1}"),
        None => "failed".to_owned(),
    }
}

fn fraction(rows: &[Row], column: &Column) -> Option<String> {
    let ours = median(rows, OURS, column)?;
    let percent = 100.0 * ours / median(rows, YARDSTICK, column)?;
    Some(format!(
        "- {}: {OURS} has {percent:.0} % of {YARDSTICK}",
        column.title
    ))
}

fn failure(row: &Row) -> Option<String> {
    let reason = row.failure.as_ref()?;
    Some(format!(
        "- {}, {}: failed: {reason}",
        row.peer.name, row.case
    ))
}

/// Returns the median of a column for a peer; `None` if a repetition failed, since a median of the
/// other repetitions would hide the failure.
fn median(rows: &[Row], peer: &str, column: &Column) -> Option<f64> {
    let row = rows
        .iter()
        .find(|row| row.peer.name == peer && row.case == column.case)?;
    let mut values: Vec<_> = row.outcomes.iter().filter_map(column.value).collect();
    if row.failure.is_some() {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let upper = values.get(values.len() / 2)?;
    let lower = values.get(values.len().saturating_sub(1) / 2)?;
    Some(f64::midpoint(*lower, *upper))
}
