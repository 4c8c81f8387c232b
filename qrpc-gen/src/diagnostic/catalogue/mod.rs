//! The texts of all diagnostics: one function per mistake, which takes the data for the texts.
//!
//! A message states the problem, its label names the marked text, its help says what to do.

mod bare_words;
mod cancel;
mod constraints;
mod errors;
mod extends;
mod file;
mod foreign;
mod forms;
mod json;
mod key;
mod lints;
mod listed;
mod meaning;
mod names;
mod notation;
mod place;
mod record;
mod replies;
mod rust_path;
mod shape;
mod truth;
mod type_syntax;
mod types;
mod used;
mod written;
mod yaml;

pub(crate) use cancel::*;
pub(crate) use constraints::*;
pub(crate) use errors::*;
pub(crate) use extends::*;
pub(crate) use file::*;
pub(crate) use foreign::*;
pub(crate) use forms::*;
pub(crate) use json::*;
pub(crate) use key::*;
pub(crate) use lints::*;
pub(crate) use listed::*;
pub(crate) use meaning::*;
pub(crate) use names::*;
pub(crate) use place::*;
pub(crate) use record::*;
pub(crate) use replies::*;
pub(crate) use rust_path::*;
pub(crate) use shape::*;
pub(crate) use truth::*;
pub(crate) use type_syntax::*;
pub(crate) use types::*;
pub(crate) use used::*;
pub(crate) use yaml::*;

use super::{Code, Diagnostic};

/// The maximum number of characters of a spec's text that a message repeats.
const SHOWN: usize = 60;

/// Returns a text from the spec between backticks, on one line, and shortened if it is long.
fn quote(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars().take(SHOWN) {
        if c.is_control() {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// Returns an English enumeration of words, each between backticks.
fn enumerate(words: &[&str]) -> String {
    let shown = words.iter().take(ENUMERATED);
    let quoted: Vec<_> = shown.map(|word| quote(word)).collect();
    match quoted.as_slice() {
        [] => String::new(),
        all if words.len() > all.len() => {
            format!("{} and {} more", all.join(", "), words.len() - all.len())
        }
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The maximum number of known words that are compared with an unknown word.
const MOST_WORDS: usize = 1_000;

/// The maximum length in bytes of a word that is compared with others: the time of a comparison
/// grows with the square of the length.
const COMPARABLE: usize = 64;

/// The maximum number of words in an enumeration.
const ENUMERATED: usize = 20;

/// Returns the known word that is most similar to `word`; `None` if no known word is similar.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > COMPARABLE {
        return None;
    }
    let word = word.to_lowercase();
    let known = known.into_iter().take(MOST_WORDS);
    let known = known.filter(|known| known.len() <= COMPARABLE);
    let distances = known.map(|known| {
        let distance = strsim::damerau_levenshtein(&word, &known.to_lowercase());
        (distance, known)
    });
    let (distance, known) = distances.min_by_key(|(distance, _)| *distance)?;
    let length = known.chars().count().min(word.chars().count());
    // A short word may have one typo and a long word more, but never as many as it has letters.
    (distance <= 1 + length / 5 && distance < length).then_some(known)
}
