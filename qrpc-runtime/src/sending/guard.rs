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
