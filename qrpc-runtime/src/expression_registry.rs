//! Creates codecs, transports and security providers from strings of the form `<name>:<rest>`.

use std::sync::{Arc, Mutex};

use crate::error::ExpressionError;
use crate::sync::lock;

type Make<T> = Arc<dyn Fn(&str) -> Result<T, String> + Send + Sync>;

/// A name, and the function that creates the object for a string with this name.
pub(crate) struct Registration<T> {
    name: &'static str,
    grammar: &'static str,
    make: Make<T>,
}

impl<T> Registration<T> {
    pub(crate) fn new(
        name: &'static str,
        grammar: &'static str,
        make: impl Fn(&str) -> Result<T, String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            grammar,
            make: Arc::new(make),
        }
    }
}

/// The names registered in this process. A later registration of a name replaces the earlier one.
pub(crate) struct Registry<T> {
    what: &'static str,
    kinds: Mutex<Vec<Registration<T>>>,
}

impl<T> Registry<T> {
    pub(crate) fn new(what: &'static str, kinds: Vec<Registration<T>>) -> Self {
        Self {
            what,
            kinds: Mutex::new(kinds),
        }
    }

    pub(crate) fn register(&self, kind: Registration<T>) {
        let mut kinds = lock(&self.kinds);
        kinds.retain(|known| known.name != kind.name);
        kinds.push(kind);
    }

    /// Creates the object that `expression` names.
    pub(crate) fn make(&self, expression: &str) -> Result<T, ExpressionError> {
        let (name, rest) = expression.split_once(':').unwrap_or((expression, ""));
        let (make, grammar) = self.find(expression, name)?;
        make(rest).map_err(|problem| ExpressionError {
            what: self.what,
            expression: expression.to_owned(),
            problem,
            grammar: format!("`{grammar}`"),
        })
    }

    /// Returns the function that creates objects with this name. The lock is released before the
    /// found function is called, because that function may use the registry for a nested
    /// expression.
    fn find(
        &self,
        expression: &str,
        name: &str,
    ) -> Result<(Make<T>, &'static str), ExpressionError> {
        let kinds = lock(&self.kinds);
        let kind = kinds.iter().find(|kind| kind.name == name);
        kind.map(|kind| (Arc::clone(&kind.make), kind.grammar))
            .ok_or_else(|| self.unknown(expression, name, &kinds))
    }

    fn unknown(&self, expression: &str, name: &str, kinds: &[Registration<T>]) -> ExpressionError {
        let grammars: Vec<_> = kinds
            .iter()
            .map(|kind| format!("`{}`", kind.grammar))
            .collect();
        ExpressionError {
            what: self.what,
            expression: expression.to_owned(),
            problem: format!("unknown {} `{name}`", self.what),
            grammar: grammars.join(", "),
        }
    }
}
