//! `qrpc-gen diff`: shows what changed between two versions of a spec, and what each change breaks.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use anyhow::{Context, Result};
use qrpc_gen::evolution::{Change, Grade, compare};
use qrpc_gen::model::Api;
use qrpc_gen::paths::shown;
use qrpc_gen::{Diagnostics, Source, read};

use super::args::{AllowedGrade, DiffArgs, Version};
use super::screen::{Screen, Tone, count};
use super::spec::{with_source, with_spec};
use super::{Verdict, revision};

pub(super) fn run(args: &DiffArgs, screen: &mut Screen) -> Result<Verdict> {
    let old = match &args.old {
        Version::File(path) => with_spec(path, screen, api),
        Version::Revision(revision) => match revision::open(revision, &args.new) {
            Ok(source) => with_source(&source, screen, api),
            Err(error) => {
                screen.error(&format!("{error:#}"));
                None
            }
        },
    };
    // The new version is read even if the old one has errors, so that the mistakes of both are
    // shown.
    let new = with_spec(&args.new, screen, api);
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(Verdict::Incomparable);
    };
    let changes = compare(&old, &new);
    print(&listed(&changes, &old, &new))?;
    Ok(sum_up(args, &changes, screen))
}

fn api(source: &Source) -> (Option<Api>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    (read(source, &mut diagnostics), diagnostics)
}

/// Returns one line per change, under a heading for each grade.
fn listed(changes: &[Change], old: &Api, new: &Api) -> String {
    let mut text = String::new();
    for group in changes.chunk_by(|one, other| one.grade == other.grade) {
        if let [first, ..] = group {
            let _ = writeln!(text, "{}:", first.grade);
        }
        for change in group {
            let line = format!("{}: {}", change.place, change.what);
            let _ = writeln!(text, "  {}{}", one_line(&line), meetings(change, old, new));
        }
    }
    text
}

/// Escapes control characters, since a name on the wire may contain any character.
fn one_line(text: &str) -> String {
    let shown = |character: char| {
        if character.is_control() {
            character.escape_debug().to_string()
        } else {
            character.to_string()
        }
    };
    text.chars().map(shown).collect()
}

/// Names the sides that no longer understand each other, for the end of a change's line. Returns an
/// empty string if the change does not break the wire.
fn meetings(change: &Change, old: &Api, new: &Api) -> String {
    let normal = format!("new {} and old {}", new.name, old.inverted);
    let inverted = format!("new {} and old {}", new.inverted, old.name);
    match (change.meetings.new_normal, change.meetings.new_inverted) {
        (false, false) => String::new(),
        _ if new.is_shared() => " (incompatible: the new and the old version)".to_owned(),
        (true, true) => format!(" (incompatible: {normal}; {inverted})"),
        (true, false) => format!(" (incompatible: {normal})"),
        (false, true) => format!(" (incompatible: {inverted})"),
    }
}

/// Prints the changes to stdout, since they are the requested output.
fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let printed = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    printed.context("the changes could not be printed")
}

fn sum_up(args: &DiffArgs, changes: &[Change], screen: &mut Screen) -> Verdict {
    let name = shown(&args.new);
    let all = match changes.len() {
        0 => "no changes".to_owned(),
        number => count(number, "change"),
    };
    let refused = changes.iter().filter(|change| !allowed(args, change.grade));
    match refused.count() {
        0 => {
            let what = match changes.iter().any(|change| change.grade != Grade::Safe) {
                true => format!("{name}: {all}, all of them allowed"),
                false if changes.is_empty() => format!("{name}: {all}"),
                false => format!("{name}: {all}, no breaking change"),
            };
            screen.status(Tone::Good, "Fine", &what);
            Verdict::Fine
        }
        number => {
            let what = format!("{name}: {number} of {all} not allowed");
            screen.status(Tone::Bad, "Breaking", &what);
            Verdict::Wrong
        }
    }
}

/// Whether `--allow` permits a change of this grade. A change that breaks both the wire and the
/// source must be allowed for both.
fn allowed(args: &DiffArgs, grade: Grade) -> bool {
    let allows = |grade| args.allow.contains(&grade);
    (!grade.breaks_wire() || allows(AllowedGrade::Wire))
        && (!grade.breaks_source() || allows(AllowedGrade::Source))
}
