//! The exact command that regenerates a stub. The stub's header and `build --check` show this
//! command.

use std::path::Path;

use clap::ValueEnum;
use qrpc_gen::paths::shown;

use super::args::SideChoice;
use super::target::{Target, beside};

/// Returns the command for one spec, with paths relative to the working folder.
pub(super) fn command(spec: &Path, target: &Target, side: SideChoice) -> String {
    let mut words = vec!["qrpc-gen".into(), "build".into(), word(shown(spec))];
    match target {
        Target::Stdout => words.extend(["-o".into(), "-".into()]),
        Target::File(path) if shown(path) == shown(&beside(spec)) => {}
        Target::File(path) => words.extend(["-o".into(), word(shown(path))]),
    }
    if side != SideChoice::Both {
        let value = side.to_possible_value();
        words.push("--side".into());
        words.extend(value.map(|value| value.get_name().to_owned()));
    }
    words.join(" ")
}

/// Quotes a text so that a shell reads it as one word, and the program does not take it for an
/// option.
fn word(mut text: String) -> String {
    if text.starts_with('-') {
        text.insert_str(0, "./");
    }
    let plain = |character: char| character.is_alphanumeric() || "/._-+=:,@%".contains(character);
    if text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
