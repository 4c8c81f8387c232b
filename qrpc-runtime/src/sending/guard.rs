//! Guards: checks of a method's arguments before they are sent and before handlers receive them
//! (the method body in quickrpc).

use std::sync::{Arc, Mutex};

use super::{HandlerId, Peer};
use crate::handler_error::Fault;
use crate::method::Method;
use crate::sync::lock;

/// A function that rejects arguments by returning a fault. The first parameter of the function is
/// the sender of a received message, or the receivers of a message to be sent.
pub(crate) type Guard<M> =
    Arc<dyn Fn(&Peer, &<M as Method>::Args) -> Result<(), Fault> + Send + Sync>;

/// A snapshot of the guards. Adding a guard creates a new list if a snapshot is in use.
type List<M> = Arc<Vec<(HandlerId, Guard<M>)>>;

/// The guards of one method, in the order in which they were added.
pub(crate) struct Guards<M: Method>(Mutex<List<M>>);

impl<M: Method> Default for Guards<M> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<M: Method> Guards<M> {
    pub(crate) fn add(&self, guard: Guard<M>) -> HandlerId {
        let id = HandlerId::next();
        let mut guards = lock(&self.0);
        Arc::make_mut(&mut guards).push((id, guard));
        id
    }

    /// Removes a guard. Returns whether the guard was connected.
    pub(crate) fn remove(&self, id: HandlerId) -> bool {
        let mut guards = lock(&self.0);
        let place = guards.iter().position(|(known, _)| *known == id);
        let removed = place.map(|place| Arc::make_mut(&mut guards).remove(place));
        drop(guards);
        // The guard is dropped outside of the lock, because dropping its captured values may run
        // application code.
        removed.is_some()
    }

    /// Accepts the arguments, or returns the fault of the first guard that rejects them.
    pub(crate) fn check(&self, peer: &Peer, args: &M::Args) -> Result<(), Fault> {
        let guards = Arc::clone(&lock(&self.0));
        guards.iter().try_for_each(|(_, guard)| guard(peer, args))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Weak;
    use std::time::Duration;

    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::super::{All, Caller, Timeouts};
    use super::*;
    use crate::codec::Jrpc;
    use crate::error::CallError;
    use crate::handler_queue::Dispatch;
    use crate::limits::Limits;
    use crate::method::{MethodSpec, Notification};
    use crate::protocol::Protocol;
    use crate::security::NoSecurity;

    /// A method that is called `level` on the wire, with arguments of type `A`.
    struct Level<A>(A);

    impl<A: Serialize + DeserializeOwned + Clone + Send + 'static> Method for Level<A> {
        const SPEC: MethodSpec = MethodSpec::new("level");
        type Args = A;
        type Reply = ();
        type Error = CallError;
        type Mode = Notification;
    }

    #[test]
    fn methods_of_one_name_and_other_arguments_have_guards_of_their_own() {
        let protocol = Protocol::new(&Jrpc::default(), Arc::new(NoSecurity), Limits::default());
        let dispatch = Dispatch::new(false);
        let timeouts = Timeouts {
            default: Duration::ZERO,
            are_sent: false,
        };
        let caller = Caller::new(Arc::new(protocol), dispatch, timeouts, Arc::default());
        let peer = Peer::new(Weak::new(), All.into());
        caller.guard::<Level<u8>>(Arc::new(|_, _| Err(Fault::new("a number"))));
        caller.guard::<Level<String>>(Arc::new(|_, _| Err(Fault::new("a text"))));
        let number = caller.guards::<Level<u8>>().check(&peer, &1).unwrap_err();
        let text = caller.guards::<Level<String>>();
        let text = text.check(&peer, &String::new());
        assert_eq!(number.to_string(), "a number");
        assert_eq!(text.unwrap_err().to_string(), "a text");
    }
}
