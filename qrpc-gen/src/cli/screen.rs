//! Prints diagnostics and the summary for people to stderr, in colour where the terminal supports
//! it.

use std::io::{Stderr, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use qrpc_gen::diagnostic::Severity;
use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::model::{Api, Origin};
use qrpc_gen::{Diagnostics, Sides, Source};

use super::args::ErrorFormat;

/// The width in which the first word of a line is right-aligned, as cargo does it.
const STATUS_WIDTH: usize = 12;

/// Prints to stderr in the format that the user chose.
#[derive(Debug)]
pub(super) struct Screen {
    format: ErrorFormat,
    stderr: AutoStream<Stderr>,
}

/// The meaning of a line of the summary, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Bad,
    Hint,
}

impl Tone {
    fn style(self) -> Style {
        let colour = match self {
            Self::Good => AnsiColor::BrightGreen,
            Self::Bad => AnsiColor::BrightRed,
            Self::Hint => AnsiColor::BrightCyan,
        };
        colour.on_default().bold()
    }
}

impl Screen {
    pub(super) fn new(format: ErrorFormat) -> Self {
        Self {
            format,
            stderr: anstream::stderr(),
        }
    }

    /// Prints a line of the summary: `word` is the result, such as `Wrong`, and `rest` says what
    /// the result is about.
    pub(super) fn status(&mut self, tone: Tone, word: &str, rest: &str) {
        // A program that reads JSON expects nothing but diagnostics.
        if self.format == ErrorFormat::Json {
            return;
        }
        let style = tone.style();
        self.print(&format!("{style}{word:>STATUS_WIDTH$}{style:#} {rest}\n"));
    }

    pub(super) fn diagnostics(&mut self, source: &Source, diagnostics: &Diagnostics) {
        self.print(&match self.format {
            ErrorFormat::Full => print::full(source, diagnostics, Colour::Ansi),
            ErrorFormat::Short => print::short(source, diagnostics),
            ErrorFormat::Json => print::json(source, diagnostics),
            ErrorFormat::Github => print::github(source, diagnostics),
        });
    }

    /// Prints the command that explains the first error. Does nothing if the format is not `full`.
    pub(super) fn hint_at_explanation(&mut self, diagnostics: &Diagnostics) {
        let mut all = diagnostics.iter();
        let first = all.find(|diagnostic| diagnostic.severity == Severity::Error);
        if let (ErrorFormat::Full, Some(first)) = (self.format, first) {
            let command = format!("qrpc-gen explain {}", first.code);
            self.status(Tone::Hint, "For more:", &command);
        }
    }

    /// Prints the key that silences the warnings, if diagnostics are shown in full.
    pub(super) fn hint_at_allow(&mut self, source: &Source, diagnostics: &Diagnostics) {
        let entry = print::allow_entry(source, diagnostics);
        if let (ErrorFormat::Full, Some(entry)) = (self.format, entry) {
            self.status(
                Tone::Hint,
                "To silence:",
                &format!("add `{entry}` to the spec"),
            );
        }
    }

    /// Prints an error that is not a mistake in a spec.
    pub(super) fn error(&mut self, message: &str) {
        self.error_about(None, message);
    }

    /// Prints that a file could not be read or written. `what` is the rest of the sentence, which
    /// begins with the name of the file.
    pub(super) fn file_error(&mut self, file: &str, what: &str) {
        self.error_about(Some(file), &format!("`{file}` {what}"));
    }

    fn error_about(&mut self, file: Option<&str>, message: &str) {
        let style = Tone::Bad.style();
        self.print(&match self.format {
            ErrorFormat::Json => {
                let error = serde_json::json!({ "severity": "error", "message": message });
                format!("{error}\n")
            }
            ErrorFormat::Github => print::github_error(file, message),
            ErrorFormat::Full | ErrorFormat::Short => {
                format!("{style}error:{style:#} {message}\n")
            }
        });
    }

    fn print(&mut self, text: &str) {
        // If stderr is closed, the failure cannot be reported.
        let _ = self.stderr.write_all(text.as_bytes());
    }
}

/// Returns a short summary of an API: its sides, and how many methods and types it has.
pub(super) fn contents(api: &Api, sides: Sides) -> String {
    let own = |origin: &Origin| !matches!(origin, Origin::Used(_));
    let types = api.types.iter().filter(|def| own(&def.origin)).count();
    if api.is_shared() {
        let (types, errors) = (count(types, "type"), count(api.errors.len(), "error"));
        return format!("{types}, {errors}, for other specs to use");
    }
    let names = match sides {
        Sides::Both => format!("{} and {}", api.name, api.inverted),
        Sides::Normal => api.name.clone(),
        Sides::Inverted => api.inverted.clone(),
    };
    let methods = count(api.methods.len(), "method");
    match types {
        0 => format!("{names}, {methods}"),
        types => format!("{names}, {methods}, {}", count(types, "type")),
    }
}

/// Returns a number with its noun, such as `1 method` or `2 methods`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
