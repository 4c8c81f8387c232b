//! Every command that is named in a text for users exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::folder::Folder;

/// The texts that people read, from the folder of the crate.
const TEXTS: [&str; 5] = [
    "../README.md",
    "../CHANGELOG.md",
    "../docs",
    "src/cli",
    "src/diagnostic",
];

fn texts(path: &Path, into: &mut Vec<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            texts(&entry.unwrap().path(), into);
        }
    } else {
        into.push(fs::read_to_string(path).unwrap());
    }
}

/// The words after `qrpc-gen`, where `qrpc-gen` is marked as code or is at the end of a message.
fn verbs(text: &str) -> impl Iterator<Item = &str> {
    let behind = |mark| text.split(mark).skip(1);
    let pieces = behind("`qrpc-gen ")
        .chain(behind("\nqrpc-gen "))
        .chain(behind(": qrpc-gen "))
        .chain(behind("  qrpc-gen "));
    let words = pieces.filter_map(|piece| {
        let is_letter = |letter: char| letter.is_ascii_lowercase();
        piece.split(|letter| !is_letter(letter)).next()
    });
    words.filter(|word| !word.is_empty())
}

#[test]
fn every_command_that_a_text_names_exists() {
    let mut all = Vec::new();
    for path in TEXTS {
        texts(Path::new(path), &mut all);
    }
    let named: BTreeSet<_> = all.iter().flat_map(|text| verbs(text)).collect();
    assert!(named.contains("explain") && named.len() > 3, "{named:?}");
    let folder = Folder::with(&[]);
    for verb in named {
        folder.run(&format!("{verb} --help")).ending_with(0);
    }
}
