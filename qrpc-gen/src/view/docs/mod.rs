//! Doc comments: the documentation that the author wrote, or else a generated sentence, and further
//! paragraphs.

mod markdown;

pub(super) use markdown::prose as prose_of;

use super::layout::Margin;
use super::lints::{self, Lints};
use super::literals;
use super::sentences;
use super::text;
use crate::model::TypeDef;

/// The doc comment and the attributes above an item, including attributes that allow lints.
#[derive(Clone, Debug)]
pub(crate) struct Docs {
    paragraphs: Vec<Paragraph>,
    /// The deprecation note; `None` if the item is not deprecated.
    deprecated: Option<String>,
    lints: Lints,
}

#[derive(Clone, Debug)]
enum Paragraph {
    /// Lines that the author wrote, which are not wrapped.
    Theirs(Vec<String>),
    /// A generated sentence, which is wrapped.
    Ours(String),
}

impl Docs {
    /// Creates the documentation from the author's text, or from a generated sentence if the author
    /// wrote no text.
    pub(crate) fn new(author: Option<&str>, otherwise: impl Into<String>) -> Self {
        Self::of_author(author).unwrap_or_else(|| Self::plain(otherwise))
    }

    /// Creates the documentation of a type that the spec defines.
    pub(crate) fn of_type(def: &TypeDef, otherwise: impl Into<String>) -> Self {
        Self::new(def.doc.as_deref(), otherwise)
            .and_if(sentences::since(def.since.as_deref()))
            .deprecated(def.deprecated.as_deref())
    }

    /// Creates the documentation from the author's text; `None` if it is empty.
    pub(crate) fn of_author(author: Option<&str>) -> Option<Self> {
        let lines = markdown::lines(author?);
        (!lines.is_empty()).then(|| Self {
            lints: lints::of_docs(&lines),
            paragraphs: vec![Paragraph::Theirs(lines)],
            deprecated: None,
        })
    }

    /// Creates documentation that consists of a generated sentence.
    pub(crate) fn plain(sentence: impl Into<String>) -> Self {
        Self {
            paragraphs: vec![Paragraph::Ours(sentence.into())],
            deprecated: None,
            lints: Lints::new(),
        }
    }

    /// Adds a paragraph.
    pub(crate) fn and(mut self, paragraph: impl Into<String>) -> Self {
        self.paragraphs.push(Paragraph::Ours(paragraph.into()));
        self
    }

    /// Adds a paragraph, if it is `Some`.
    pub(crate) fn and_if(self, paragraph: Option<String>) -> Self {
        match paragraph {
            Some(paragraph) => self.and(paragraph),
            None => self,
        }
    }

    /// Adds a section about errors.
    pub(crate) fn errors(self, paragraph: &str) -> Self {
        self.and("# Errors").and(paragraph)
    }

    /// Marks the item as deprecated, if there is a deprecation note. The note may be empty.
    pub(crate) fn deprecated(mut self, reason: Option<&str>) -> Self {
        self.deprecated = reason.map(text::one_line);
        self.lints
            .extend(reason.into_iter().flat_map(lints::of_text));
        self
    }

    /// Allows lints on the item.
    pub(crate) fn allowing(mut self, lints: Lints) -> Self {
        self.lints.extend(lints);
        self
    }

    /// Returns the lines of the comment and of the attributes, with this margin.
    pub(crate) fn at(&self, margin: Margin) -> String {
        let columns = margin.columns().saturating_sub("/// ".len());
        let mut lines: Vec<String> = Vec::new();
        for (place, paragraph) in self.paragraphs.iter().enumerate() {
            if place > 0 {
                lines.push("///".to_owned());
            }
            lines.extend(paragraph.lines(columns).iter().map(|line| comment(line)));
        }
        lines.extend(self.deprecated.as_deref().map(deprecated));
        lines.extend(self.lints.iter().copied().map(lints::allow));
        lines.join(&margin.new_line())
    }
}

impl Paragraph {
    fn lines(&self, columns: usize) -> Vec<String> {
        match self {
            Self::Theirs(lines) => lines.clone(),
            Self::Ours(text) => text::wrap(text, columns),
        }
    }
}

/// Returns a deprecation attribute. rustfmt never breaks this form, even if the note is long.
fn deprecated(reason: &str) -> String {
    match reason {
        "" => "#[deprecated]".to_owned(),
        reason => format!("#[deprecated = {}]", literals::text(reason)),
    }
}

fn comment(line: &str) -> String {
    match line {
        "" => "///".to_owned(),
        line => format!("/// {line}"),
    }
}
