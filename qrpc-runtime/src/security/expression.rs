//! Security providers by name, for strings from a config file or a command line.

use std::sync::{Arc, OnceLock};

use super::{BlindlyBelieveEverything, NoSecurity, Security};
use crate::error::ExpressionError;
use crate::expression_registry::{Registration, Registry};

/// A security provider, or a string that names a security provider.
pub trait SecurityExpression {
    /// Returns the provider.
    ///
    /// # Errors
    ///
    /// When the string is not a valid security expression.
    fn security(self) -> Result<Arc<dyn Security>, ExpressionError>;
}

impl SecurityExpression for String {
    fn security(self) -> Result<Arc<dyn Security>, ExpressionError> {
        self.as_str().security()
    }
}

impl SecurityExpression for &String {
    fn security(self) -> Result<Arc<dyn Security>, ExpressionError> {
        self.as_str().security()
    }
}

impl SecurityExpression for &str {
    fn security(self) -> Result<Arc<dyn Security>, ExpressionError> {
        registry().make(self)
    }
}

impl<S: Security> SecurityExpression for S {
    fn security(self) -> Result<Arc<dyn Security>, ExpressionError> {
        Ok(Arc::new(self))
    }
}

impl SecurityExpression for Arc<dyn Security> {
    fn security(self) -> Result<Arc<dyn Security>, ExpressionError> {
        Ok(self)
    }
}

/// Registers a security provider under `name`, so that `name` and `name:…` create it from now on.
/// `make` receives the part of the string after the first colon. If `make` fails, its error message
/// is shown together with `grammar`, the expected form.
pub fn register_security(
    name: &'static str,
    grammar: &'static str,
    make: impl Fn(&str) -> Result<Arc<dyn Security>, String> + Send + Sync + 'static,
) {
    registry().register(Registration::new(name, grammar, make));
}

fn registry() -> &'static Registry<Arc<dyn Security>> {
    static PROVIDERS: OnceLock<Registry<Arc<dyn Security>>> = OnceLock::new();
    PROVIDERS.get_or_init(|| Registry::new("security provider", vec![null(), believe()]))
}

fn null() -> Registration<Arc<dyn Security>> {
    Registration::<Arc<dyn Security>>::new("null", "null", |rest| match rest {
        "" => Ok(Arc::new(NoSecurity)),
        rest => Err(format!("unexpected `{rest}` after `null`")),
    })
}

fn believe() -> Registration<Arc<dyn Security>> {
    let name = "blindly_believe_everything";
    Registration::<Arc<dyn Security>>::new(name, "blindly_believe_everything[:<user>]", |user| {
        Ok(Arc::new(BlindlyBelieveEverything {
            user: user.to_owned(),
        }))
    })
}
