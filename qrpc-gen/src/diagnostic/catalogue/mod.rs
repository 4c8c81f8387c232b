//! Every message of the compiler: one function for each mistake, which takes what it is about.
//!
//! A message says what is wrong, its label what stands there, its help what to do.

mod file;
mod foreign;
mod json;
mod key;
mod meaning;
mod names;
mod notation;
mod place;
mod record;
mod replies;
mod shape;
mod yaml;

pub(crate) use file::*;
pub(crate) use foreign::*;
pub(crate) use json::*;
pub(crate) use key::*;
pub(crate) use meaning::*;
pub(crate) use names::*;
pub(crate) use place::*;
pub(crate) use record::*;
pub(crate) use replies::*;
pub(crate) use shape::*;
pub(crate) use yaml::*;

use super::{Code, Diagnostic};

/// How much of a text from the spec is repeated in a message.
const SHOWN: usize = 60;

/// A text from the spec between backticks: on one line, and not too long.
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

/// Words between backticks, as a person enumerates them.
fn enumerate(words: &[&str]) -> String {
    let shown = words.iter().take(ENUMERATED);
    let quoted: Vec<_> = shown.map(|word| quote(word)).collect();
    match quoted.as_slice() {
        [] => String::new(),
        all if words.len() > all.len() => {
            format!("{} and {} more", all.join(", "), words.len() - all.len())
        }
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// How many words are compared with one that is unknown.
const COMPARED: usize = 1_000;

/// The longest word that is compared: the time that it takes grows with its square.
const COMPARABLE: usize = 64;

/// How many words are enumerated: nobody reads more.
const ENUMERATED: usize = 20;

/// The known word that was probably meant.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > COMPARABLE {
        return None;
    }
    let word = word.to_lowercase();
    let known = known.into_iter().take(COMPARED);
    let known = known.filter(|known| known.len() <= COMPARABLE);
    let distances = known.map(|known| {
        let distance = strsim::damerau_levenshtein(&word, &known.to_lowercase());
        (distance, known)
    });
    let (distance, known) = distances.min_by_key(|(distance, _)| *distance)?;
    let length = known.chars().count().min(word.chars().count());
    // One slip in a short word, more in a long one; never another word altogether.
    (distance <= 1 + length / 5 && distance < length).then_some(known)
}
