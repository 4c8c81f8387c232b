//! The mistakes that a spec can have, as data. The messages are in `catalogue`, longer explanations
//! in `explanations`; [`mod@print`] decides how diagnostics look.

pub(crate) mod catalogue;
mod code;
mod explanations;
pub(crate) mod lints;
mod list;
pub mod print;
mod unknown;

use crate::source::Span;
pub use code::Code;
pub use list::Diagnostics;
pub use unknown::UnknownCode;

/// An error in a spec, or a warning about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub code: Code,
    /// Whether the diagnostic is an error or a warning.
    pub severity: Severity,
    /// One sentence that says what is wrong.
    pub message: String,
    /// The span of the mistake, with a short text.
    pub primary: Label,
    /// Other spans that are related to the mistake.
    pub secondary: Vec<Label>,
    /// How to fix the mistake.
    pub help: Option<String>,
}

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The spec cannot be used.
    Error,
    /// The spec can be used, but probably does not mean what the author intended.
    Warning,
}

/// A span of the spec with a short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The span.
    pub span: Span,
    /// A description of the span; may be empty.
    pub text: String,
}

impl Diagnostic {
    fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary: Label::new(Span::default(), ""),
            secondary: Vec::new(),
            help: None,
        }
    }

    fn warning(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.primary = Label::new(span, label);
        self
    }

    fn and_at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.secondary.push(Label::new(span, label));
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Label {
    fn new(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }
}
