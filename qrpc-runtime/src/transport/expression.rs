//! Transports by name, as a string in a config file or on a command line gives them.

use std::sync::OnceLock;

use super::{Internal, Process, Stdio, Tcp, TcpServer, Transport};
use crate::error::ExpressionError;
use crate::registry::{Registration, Registry};

type Boxed = Box<dyn Transport>;

/// A transport, or the string that names one.
pub trait TransportExpression {
    /// The transport, not started.
    ///
    /// # Errors
    ///
    /// When a string names none.
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

/// Makes `name` and `name:…` mean a transport of yours from now on. `make` is given what follows
/// the first colon; what it finds wrong with that becomes part of the error, beside `grammar`.
pub fn register_transport(
    name: &'static str,
    grammar: &'static str,
    make: impl Fn(&str) -> Result<Boxed, String> + Send + Sync + 'static,
) {
    registry().register(Registration::new(name, grammar, make));
}

fn registry() -> &'static Registry<Boxed> {
    static REGISTRY: OnceLock<Registry<Boxed>> = OnceLock::new();
    REGISTRY.get_or_init(|| Registry::new("transport", built_in()))
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
            rest => Err(format!("nothing can follow `stdio:`, such as `{rest}`")),
        }),
        Registration::<Boxed>::new("process", "process:(<command line>)", |rest| {
            Ok(Box::new(Process::from_rest(rest)?))
        }),
    ]
}

/// Splits `<host>:<port>`, where an IPv6 host stands in square brackets.
pub(super) fn host_and_port(rest: &str) -> Result<(&str, u16), String> {
    let (host, port) = rest
        .rsplit_once(':')
        .ok_or_else(|| format!("`{rest}` has no colon between host and port"))?;
    let port = port
        .parse()
        .map_err(|_| format!("the port `{port}` is no number up to 65535"))?;
    match host.strip_prefix('[').map(|host| host.strip_suffix(']')) {
        Some(Some(host)) => Ok((host, port)),
        Some(None) => Err(format!("the bracket of `{host}` is not closed")),
        None if host.contains(':') => Err(format!(
            "an IPv6 host stands in square brackets: `[{host}]`"
        )),
        None => Ok((host, port)),
    }
}
