//! Transports by name, for strings from a config file or a command line.

use std::sync::OnceLock;

use super::{Internal, Process, Stdio, Tcp, TcpServer, Transport};
use crate::error::ExpressionError;
use crate::expression_registry::{Registration, Registry};

type Boxed = Box<dyn Transport>;

/// A transport, or a string that names a transport.
pub trait TransportExpression {
    /// Returns the transport, which is not started.
    ///
    /// # Errors
    ///
    /// When the string is not a valid transport expression.
    fn transport(self) -> Result<Boxed, ExpressionError>;
}

impl TransportExpression for String {
    fn transport(self) -> Result<Boxed, ExpressionError> {
        self.as_str().transport()
    }
}

impl TransportExpression for &String {
    fn transport(self) -> Result<Boxed, ExpressionError> {
        self.as_str().transport()
    }
}

impl TransportExpression for &str {
    fn transport(self) -> Result<Boxed, ExpressionError> {
        registry().make(self)
    }
}

impl<T: Transport> TransportExpression for T {
    fn transport(self) -> Result<Boxed, ExpressionError> {
        Ok(Box::new(self))
    }
}

impl TransportExpression for Boxed {
    fn transport(self) -> Result<Boxed, ExpressionError> {
        Ok(self)
    }
}

/// Registers a transport under `name`, so that `name` and `name:…` create it from now on. `make`
/// receives the part of the string after the first colon. If `make` fails, its error message is
/// shown together with `grammar`, the expected form.
pub fn register_transport(
    name: &'static str,
    grammar: &'static str,
    make: impl Fn(&str) -> Result<Boxed, String> + Send + Sync + 'static,
) {
    registry().register(Registration::new(name, grammar, make));
}

fn registry() -> &'static Registry<Boxed> {
    static TRANSPORTS: OnceLock<Registry<Boxed>> = OnceLock::new();
    TRANSPORTS.get_or_init(|| Registry::new("transport", built_in()))
}

fn built_in() -> Vec<Registration<Boxed>> {
    vec![
        Registration::<Boxed>::new("tcp", "tcp:<host>:<port>", |rest| {
            Ok(Box::new(Tcp::from_rest(rest)?))
        }),
        Registration::<Boxed>::new("tcpserv", "tcpserv:[<interface>]:<port>", |rest| {
            Ok(Box::new(TcpServer::from_rest(rest)?))
        }),
        Registration::<Boxed>::new("internal", "internal[:<bus>[:<name>]]", |rest| {
            Ok(Box::new(Internal::from_rest(rest)))
        }),
        Registration::<Boxed>::new("stdio", "stdio:", |rest| match rest {
            "" => Ok(Box::new(Stdio::default())),
            rest => Err(format!("unexpected `{rest}` after `stdio:`")),
        }),
        Registration::<Boxed>::new("process", "process:(<command line>)", |rest| {
            Ok(Box::new(Process::from_rest(rest)?))
        }),
    ]
}

/// Splits `<host>:<port>`. An IPv6 host is written in square brackets.
pub(super) fn host_and_port(rest: &str) -> Result<(&str, u16), String> {
    let (host, port) = rest
        .rsplit_once(':')
        .ok_or_else(|| format!("`{rest}` has no colon between host and port"))?;
    let port = port
        .parse()
        .map_err(|_| format!("the port `{port}` is not a number from 0 to 65535"))?;
    match host.strip_prefix('[').map(|host| host.strip_suffix(']')) {
        Some(Some(host)) => Ok((host, port)),
        Some(None) => Err(format!("`{host}` has no closing bracket")),
        None if host.contains(':') => Err(format!(
            "an IPv6 host must be in square brackets: `[{host}]`"
        )),
        None => Ok((host, port)),
    }
}
