//! What generated code says of an API's two sides.

use std::ops::Deref;
use std::sync::Arc;

use crate::api::Api;
use crate::builder::Builder;
use crate::error::{BuildError, InvertError, StartError};
use crate::peer::Peer;
use crate::transport::{Internal, Transport};

/// One side of an API.
pub trait Side: Deref<Target = Api> + Sized + 'static {
    /// The name of its type.
    const NAME: &'static str;
    /// What its handlers are given as the sender.
    type Peer: From<Peer> + Send + 'static;
    /// Makes its handles.
    #[doc(hidden)]
    fn wire(api: Api) -> Self;
}

/// A side whose other side was generated, too.
pub trait Invert: Side {
    /// The other side.
    type Inverse: Side;
}

/// A side that a value of type `H` can handle: what `builder().handlers(…)` takes.
pub trait HandledBy<H>: Side {
    /// Connects all of them.
    #[doc(hidden)]
    fn attach(&self, handlers: &Arc<H>);
}

/// Turns one side into the other.
pub fn invert<S: Side>(api: Api) -> Result<S, InvertError> {
    Ok(S::wire(api.invert(S::NAME)?))
}

/// Wires both sides to each other within the process and starts them. Handlers have an extra
/// thread on each, so that they may call back and wait.
pub fn pair<A, B, H, I>(normal: H, inverted: I) -> Result<(A, B), StartError>
where
    A: HandledBy<H>,
    B: HandledBy<I>,
    H: 'static,
    I: 'static,
{
    let (here, there) = Internal::pair();
    let normal = end(Builder::<A>::new().handlers(normal), here)?;
    let inverted = end(Builder::<B>::new().handlers(inverted), there)?;
    normal.start()?;
    inverted.start()?;
    Ok((normal, inverted))
}

fn end<S: Side>(builder: Builder<S>, place: Internal) -> Result<S, StartError> {
    let place: Box<dyn Transport> = Box::new(place);
    let built = builder.async_processing(true).transport(place).build();
    built.map_err(|BuildError::Expression(error)| StartError::Expression(error))
}
