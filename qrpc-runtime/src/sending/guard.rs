//! Guards: checks of a method's arguments before they are sent and before handlers receive them
//! (the method body in quickrpc).

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
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

/// The guards of all methods of an API. Guards check both outgoing and incoming arguments.
#[derive(Default)]
pub(crate) struct GuardsByMethod {
    /// Whether a guard was ever added. While this is false, no lock is needed to send.
    were_added: AtomicBool,
    lists: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl GuardsByMethod {
    /// Whether no guard was ever added.
    pub(crate) fn are_none(&self) -> bool {
        !self.were_added.load(Ordering::Relaxed)
    }

    pub(crate) fn add<M: Method>(&self, guard: Guard<M>) -> HandlerId {
        self.were_added.store(true, Ordering::Relaxed);
        self.of::<M>().add(guard)
    }

    /// Copies the guards of `replaced` to `self`, which replaces it. Called before any guard is
    /// added to `self`.
    pub(crate) fn keep_those_of(&self, replaced: &Self) {
        let lists = lock(&replaced.lists).clone();
        *lock(&self.lists) = lists;
        let were_added = replaced.were_added.load(Ordering::Relaxed);
        self.were_added.store(were_added, Ordering::Relaxed);
    }

    /// Returns the guards of a method.
    pub(crate) fn of<M: Method>(&self) -> Arc<Guards<M>> {
        let mut lists = lock(&self.lists);
        let guards = lists
            .entry(TypeId::of::<M>())
            .or_insert_with(|| Arc::<Guards<M>>::default());
        // The key is the method's type, so an entry holds the guards of that method.
        let guards = Arc::clone(guards).downcast();
        guards.expect("an entry holds the guards of its own method")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Weak;

    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::super::All;
    use super::*;
    use crate::error::CallError;
    use crate::method::{MethodSpec, Notification};

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
        let guards = GuardsByMethod::default();
        let peer = Peer::new(Weak::new(), All.into());
        guards.add::<Level<u8>>(Arc::new(|_, _| Err(Fault::new("a number"))));
        guards.add::<Level<String>>(Arc::new(|_, _| Err(Fault::new("a text"))));
        let number = guards.of::<Level<u8>>().check(&peer, &1).unwrap_err();
        let text = guards.of::<Level<String>>();
        let text = text.check(&peer, &String::new());
        assert_eq!(number.to_string(), "a number");
        assert_eq!(text.unwrap_err().to_string(), "a text");
    }
}
