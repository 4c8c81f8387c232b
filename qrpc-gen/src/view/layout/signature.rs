//! Lays out function signatures.

use super::{Fragment, Margin, Room, width};

/// The end of a signature: a body or a semicolon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// A body; its opening brace is laid out with the signature.
    Body,
    /// A semicolon instead of a body, as in the declaration of a function in a trait.
    Semicolon,
}

/// A function signature.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    /// The text before the parameters, such as `pub fn echo`.
    head: String,
    parameters: Vec<(String, Option<Fragment>)>,
    returns: Fragment,
}

impl Signature {
    /// Creates a signature without parameters.
    pub(crate) fn new(head: impl Into<String>, returns: Fragment) -> Self {
        Self {
            head: head.into(),
            parameters: Vec::new(),
            returns,
        }
    }

    /// Adds the parameter for the receiver, such as `&self`.
    pub(crate) fn receiver(mut self, receiver: &str) -> Self {
        self.parameters.push((receiver.to_owned(), None));
        self
    }

    /// Adds a parameter.
    pub(crate) fn parameter(mut self, name: &str, code: Fragment) -> Self {
        self.parameters.push((format!("{name}: "), Some(code)));
        self
    }

    /// Lays out the signature on one line, or with one parameter per line.
    pub(crate) fn lay_out(&self, margin: Margin, end: End) -> String {
        let flat = self.flat();
        if end == End::Semicolon && width(&flat) + 1 == margin.columns() {
            // The style editions of rustfmt lay out a signature of exactly this width differently,
            // so the text is made longer.
            return self.with_longer_path().lay_out(margin, end);
        }
        let after = match end {
            End::Body => " {",
            End::Semicolon => ";",
        };
        if self.is_short() && width(&flat) + after.len() <= margin.columns() {
            return flat + after;
        }
        match self.broken(margin) {
            Some(text) if end == End::Body => open_body(margin, text),
            Some(text) => text + after,
            None => flat + after,
        }
    }

    fn with_longer_path(&self) -> Self {
        let returns = self.returns.flat();
        Self {
            returns: Fragment::text(returns.replacen("__rt::", "::qrpc_runtime::codegen::", 1)),
            ..self.clone()
        }
    }

    fn is_short(&self) -> bool {
        let mut codes = self.parameters.iter().filter_map(|(_, code)| code.as_ref());
        codes.all(Fragment::is_short)
    }

    fn flat(&self) -> String {
        let flat = |(name, code): &(String, Option<Fragment>)| match code {
            Some(code) => format!("{name}{}", code.flat()),
            None => name.clone(),
        };
        let parameters: Vec<_> = self.parameters.iter().map(flat).collect();
        format!(
            "{}({}) -> {}",
            self.head,
            parameters.join(", "),
            self.returns.flat()
        )
    }

    fn broken(&self, margin: Margin) -> Option<String> {
        let mut text = format!("{}(", self.head);
        for (name, code) in &self.parameters {
            text += &margin.deeper().new_line();
            text += name;
            if let Some(code) = code {
                text += &parameter(margin, name, code);
            }
            text.push(',');
        }
        text += &margin.new_line();
        text += ") -> ";
        // For the width, rustfmt counts only `-> ` before the type, and not `) `. The line may
        // therefore be two columns too long.
        let room = Room::line(margin, 0).behind("-> ")?;
        text += &self.returns.fit(room)?;
        Some(text)
    }
}

fn parameter(margin: Margin, name: &str, code: &Fragment) -> String {
    let room = Room::line(margin.deeper(), 1).behind(name);
    room.and_then(|room| code.fit(room))
        .unwrap_or_else(|| code.flat())
}

/// Adds the opening brace of the body, on its own line if it does not fit. rustfmt subtracts the
/// indentation twice when it checks whether the brace fits, and so does this function.
fn open_body(margin: Margin, text: String) -> String {
    let last = text.lines().last().map_or(0, width);
    if last + " {".len() + margin.outer > margin.columns() {
        return text + &margin.new_line() + "{";
    }
    text + " {"
}
