//! The traits that generated code implements for the two sides of an API.

use std::ops::Deref;

use super::Api;
use crate::answering::PeerEvent;
use crate::error::InvertError;
use crate::protocol::CancelSpec;
use crate::sending::Peer;

/// One side of an API.
pub trait Side: Deref<Target = Api> + Sized + 'static {
    /// The name of the type that implements this trait.
    const NAME: &'static str;
    /// How calls are cancelled.
    #[doc(hidden)]
    const CANCEL: CancelSpec = CancelSpec::DEFAULT;
    /// The type of the sender that handlers of this side receive.
    type Peer: From<Peer> + Send + 'static;
    /// Creates the side around `api`, with the handles of its methods.
    #[doc(hidden)]
    fn wire(api: Api) -> Self;
}

/// A side whose opposite side was also generated.
pub trait Invert: Side {
    /// The other side.
    type Inverse: Side;
}

/// Returns the peers that are connected now, as the peer type of the side.
#[must_use]
pub fn peers<P: From<Peer>>(api: &Api) -> Vec<P> {
    api.peers().into_iter().map(P::from).collect()
}

/// Calls `watcher` when a peer connects or disconnects, with the peer type of the side.
pub fn on_peer<P: From<Peer>>(api: &Api, watcher: impl Fn(&PeerEvent<P>) + Send + Sync + 'static) {
    api.on_peer(move |event| watcher(&event.clone().map(P::from)));
}

/// Turns one side of an API into the other side.
///
/// # Errors
///
/// When the API was started and not stopped since, or has handlers or peer watchers.
pub fn invert<S: Side>(api: Api) -> Result<S, InvertError> {
    Ok(S::wire(api.invert(S::NAME)?))
}
