//! What can be wrong with a spec, as data. The messages are in `catalogue`, what is to be said
//! beyond them in `explanations`; how diagnostics look is decided in [`mod@print`].

pub(crate) mod catalogue;
mod code;
mod explanations;
mod list;
pub mod print;
mod unknown;

use crate::source::Span;
pub use code::Code;
pub use list::Diagnostics;
pub use unknown::UnknownCode;

/// One thing that is wrong with a spec, or that could be better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake it is.
    pub code: Code,
    /// Whether the spec can be used nevertheless.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The place that is wrong.
    pub primary: Label,
    /// Other places that have to do with it.
    pub secondary: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The spec cannot be used.
    Error,
    /// The spec can be used, and says something that was hardly meant.
    Warning,
}

/// A place in the spec, and what is to be said at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there; may be empty.
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
