//! The exact command that makes a stub again: its header says it, and `--check` does.

use std::borrow::Cow;
use std::path::Path;

use clap::ValueEnum;
use qrpc_gen::paths::{shown, stub_name};

use super::args::SideChoice;
use super::plan::Target;

/// The command for one spec, from the folder that this program runs in.
pub(super) fn command(spec: &Path, target: &Target, side: SideChoice) -> String {
    let mut command = format!("qrpc-gen build {}", word(&shown(spec)));
    match target {
        Target::Stdout => command.push_str(" -o -"),
        Target::File(path) if shown(path) == shown(&spec.with_file_name(stub_name(spec))) => {}
        Target::File(path) => command.push_str(&format!(" -o {}", word(&shown(path)))),
    }
    if side != SideChoice::Both {
        let value = side.to_possible_value();
        command.push_str(&format!(
            " --side {}",
            value.as_ref().map_or("", |value| value.get_name())
        ));
    }
    command
}

/// One word for a shell.
fn word(text: &str) -> Cow<'_, str> {
    let plain = |character: char| character.is_alphanumeric() || "/._-+=:,@%".contains(character);
    match text {
        _ if !text.chars().all(plain) => format!("'{}'", text.replace('\'', r"'\''")).into(),
        _ if text.starts_with('-') => format!("./{text}").into(),
        _ => text.into(),
    }
}
