//! Codecs by name, for strings from a config file or a command line.

use std::sync::{Arc, OnceLock};

use super::{Codec, HEADERS_GRAMMAR, Headers, JRPC_GRAMMAR, Jrpc, TERSE_GRAMMAR, Terse};
#[cfg(feature = "msgpack")]
use super::{MSGPACK_GRAMMAR, Msgpack};
use crate::error::ExpressionError;
use crate::expression_registry::{Registration, Registry};

/// A codec, or a string that names a codec.
pub trait CodecExpression {
    /// Returns the codec.
    ///
    /// # Errors
    ///
    /// When the string is not a valid codec expression.
    fn codec(self) -> Result<Arc<dyn Codec>, ExpressionError>;
}

impl CodecExpression for String {
    fn codec(self) -> Result<Arc<dyn Codec>, ExpressionError> {
        self.as_str().codec()
    }
}

impl CodecExpression for &String {
    fn codec(self) -> Result<Arc<dyn Codec>, ExpressionError> {
        self.as_str().codec()
    }
}

impl CodecExpression for &str {
    fn codec(self) -> Result<Arc<dyn Codec>, ExpressionError> {
        registry().make(self)
    }
}

impl<C: Codec> CodecExpression for C {
    fn codec(self) -> Result<Arc<dyn Codec>, ExpressionError> {
        Ok(Arc::new(self))
    }
}

impl CodecExpression for Arc<dyn Codec> {
    fn codec(self) -> Result<Arc<dyn Codec>, ExpressionError> {
        Ok(self)
    }
}

/// Registers a codec under `name`, so that `name` and `name:…` create it from now on. Replaces a
/// codec of the same name. `make`
/// receives the part of the string after the first colon. If `make` fails, its error message is
/// shown together with `grammar`, the expected form.
pub fn register_codec(
    name: &'static str,
    grammar: &'static str,
    make: impl Fn(&str) -> Result<Arc<dyn Codec>, String> + Send + Sync + 'static,
) {
    registry().register(Registration::new(name, grammar, make));
}

fn registry() -> &'static Registry<Arc<dyn Codec>> {
    static CODECS: OnceLock<Registry<Arc<dyn Codec>>> = OnceLock::new();
    CODECS.get_or_init(|| {
        Registry::new(
            "codec",
            vec![
                Registration::new("jrpc", JRPC_GRAMMAR, |rest| {
                    Ok(Arc::new(Jrpc::from_rest(rest)?) as Arc<dyn Codec>)
                }),
                Registration::new("headers", HEADERS_GRAMMAR, |rest| {
                    without_settings("headers", rest, Headers::default())
                }),
                Registration::new("terse", TERSE_GRAMMAR, |rest| {
                    without_settings("terse", rest, Terse::default())
                }),
                #[cfg(feature = "msgpack")]
                Registration::new("msgpack", MSGPACK_GRAMMAR, |rest| {
                    without_settings("msgpack", rest, Msgpack::default())
                }),
            ],
        )
    })
}

/// Returns the codec if nothing follows its name and the colon.
fn without_settings(name: &str, rest: &str, codec: impl Codec) -> Result<Arc<dyn Codec>, String> {
    match rest {
        "" => Ok(Arc::new(codec)),
        rest => Err(format!("unexpected `{rest}` after `{name}`")),
    }
}
