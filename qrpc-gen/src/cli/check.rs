//! `qrpc-gen check`: checks specs and writes nothing.

use std::path::Path;

use qrpc_gen::paths::shown;
use qrpc_gen::{Diagnostics, Sides, read};

use super::Verdict;
use super::args::CheckArgs;
use super::screen::{Screen, Tone, contents};
use super::spec::with_spec;

pub(super) fn run(args: &CheckArgs, screen: &mut Screen) -> Verdict {
    let verdicts = args.specs.iter().map(|spec| check(spec, screen));
    verdicts.fold(Verdict::Fine, Verdict::and)
}

fn check(spec: &Path, screen: &mut Screen) -> Verdict {
    let api = with_spec(spec, screen, |source| {
        let mut diagnostics = Diagnostics::default();
        (read(source, &mut diagnostics), diagnostics)
    });
    let Some(api) = api else {
        return Verdict::Wrong;
    };
    let contents = contents(&api, Sides::Both);
    screen.status(Tone::Good, "Fine", &format!("{}: {contents}", shown(spec)));
    Verdict::Fine
}
