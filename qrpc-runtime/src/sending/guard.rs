//! Guards: what the arguments of a method must pass before they are sent, and before any handler
//! sees them (quickrpc's method body).

use std::sync::{Arc, Mutex};

use crate::fault::Fault;
use crate::spec::Method;
use crate::sync::lock;

/// Refuses arguments by returning a fault.
pub(crate) type Guard<M> = Arc<dyn Fn(&<M as Method>::Args) -> Result<(), Fault> + Send + Sync>;

/// The guards of one method.
pub(crate) struct Guards<M: Method>(Mutex<Arc<Vec<Guard<M>>>>);

impl<M: Method> Default for Guards<M> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<M: Method> Guards<M> {
    pub(crate) fn add(&self, guard: Guard<M>) {
        let mut guards = lock(&self.0);
        Arc::make_mut(&mut guards).push(guard);
    }

    /// Lets the arguments pass, or returns the first guard's fault.
    pub(crate) fn check(&self, args: &M::Args) -> Result<(), Fault> {
        let guards = Arc::clone(&lock(&self.0));
        guards.iter().try_for_each(|guard| guard(args))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::super::Caller;
    use super::*;
    use crate::codec::Jrpc;
    use crate::core::Protocol;
    use crate::dispatch::Dispatch;
    use crate::error::CallError;
    use crate::limits::Limits;
    use crate::security::Null;
    use crate::spec::{MethodSpec, Notification};

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
        let protocol = Protocol::new(&Jrpc::default(), Arc::new(Null), Limits::default());
        let dispatch = Dispatch::new(false);
        let caller = Caller::new(Arc::new(protocol), dispatch, Duration::ZERO);
        caller.guard::<Level<u8>>(Arc::new(|_| Err(Fault::new("a number"))));
        caller.guard::<Level<String>>(Arc::new(|_| Err(Fault::new("a text"))));
        let number = caller.guards::<Level<u8>>().check(&1).unwrap_err();
        let text = caller.guards::<Level<String>>().check(&String::new());
        assert_eq!(number.to_string(), "a number");
        assert_eq!(text.unwrap_err().to_string(), "a text");
    }
}
