//! `qrpc-gen check`: whether specs are right.

use qrpc_gen::paths::shown;
use qrpc_gen::{Options, Sides};

use super::Verdict;
use super::args::CheckArgs;
use super::compile::compile;
use super::screen::{Screen, Tone, contents};

pub(super) fn run(args: &CheckArgs, screen: &mut Screen) -> Verdict {
    let mut verdict = Verdict::Fine;
    for spec in &args.specs {
        let options = Options {
            sides: Sides::Both,
            renewal: String::new(),
        };
        match compile(spec, &options, screen) {
            Some(stub) => {
                let contents = contents(&stub.api, Sides::Both);
                screen.status(Tone::Good, "Fine", &format!("{}: {contents}", shown(spec)));
            }
            None => verdict = Verdict::Wrong,
        }
    }
    verdict
}
