//! What generated code says of an API's two sides.

use std::ops::Deref;
use std::sync::Arc;

use super::Api;
use crate::answering::PeerEvent;
use crate::error::InvertError;
use crate::sending::Peer;

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

/// The peers of a side that are connected now, as its own type.
#[must_use]
pub fn peers<P: From<Peer>>(api: &Api) -> Vec<P> {
    api.peers().into_iter().map(P::from).collect()
}

/// Has `watcher` told of peers that come and go, as a side's own type.
pub fn on_peer<P: From<Peer>>(api: &Api, watcher: impl Fn(&PeerEvent<P>) + Send + Sync + 'static) {
    api.on_peer(move |event| watcher(&event.clone().map(P::from)));
}

/// Turns one side into the other.
///
/// # Errors
///
/// When it was started or has handlers.
pub fn invert<S: Side>(api: Api) -> Result<S, InvertError> {
    Ok(S::wire(api.invert(S::NAME)?))
}
