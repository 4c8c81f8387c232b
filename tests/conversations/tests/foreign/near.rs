//! This side of the API.

use std::collections::BTreeMap;
use std::future::pending;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use conversations::foreign::{Broken, Near, NearAsyncHandlers, NearPeer, args};
use qrpc_runtime::{Fault, Value};

/// The handlers, and what they have received.
#[derive(Clone, Default)]
pub(crate) struct Received {
    notes: Arc<Mutex<Vec<String>>>,
    progress: Arc<Mutex<BTreeMap<i64, Vec<u32>>>>,
}

impl Received {
    /// Returns the received progress by token, and forgets it.
    pub(crate) fn take_progress(&self) -> BTreeMap<i64, Vec<u32>> {
        mem::take(&mut *locked(&self.progress))
    }
}

/// Builds and starts this side.
pub(crate) fn started(codec: &str, transport: &str) -> Result<(Near, Received)> {
    let received = Received::default();
    let near = Near::builder()
        .codec(codec)
        .transport(transport)
        .handlers(received.clone())
        .build()?;
    near.start()?;
    Ok((near, received))
}

impl NearAsyncHandlers for Received {
    async fn echo(&self, _far: NearPeer, args: args::Echo) -> Result<Value, Fault> {
        Ok(args.value)
    }

    async fn add(&self, _far: NearPeer, args: args::Add) -> Result<i64, Fault> {
        let sum = args.a.checked_add(args.b);
        sum.ok_or_else(|| Fault::new("the sum is too large"))
    }

    async fn fail(&self, _far: NearPeer, args: args::Fail) -> Result<(), Fault> {
        Err(Broken::new(args.why).into())
    }

    async fn note(&self, _far: NearPeer, args: args::Note) -> Result<(), Fault> {
        locked(&self.notes).push(args.text);
        Ok(())
    }

    async fn notes(&self, _far: NearPeer) -> Result<Vec<String>, Fault> {
        Ok(mem::take(&mut *locked(&self.notes)))
    }

    async fn relay(&self, far: NearPeer, args: args::Relay) -> Result<Value, Fault> {
        Ok(far.echo(args::Echo::new(args.value)).await?)
    }

    async fn never(&self, _far: NearPeer) -> Result<(), Fault> {
        let _dropped = Dropped(Arc::clone(&self.notes));
        pending().await
    }

    async fn work(&self, far: NearPeer, args: args::Work) -> Result<u32, Fault> {
        for step in 1..=args.steps {
            far.progress(args::Progress::new(args.token, step))?;
        }
        Ok(args.steps)
    }

    async fn progress(&self, _far: NearPeer, args: args::Progress) -> Result<(), Fault> {
        let mut progress = locked(&self.progress);
        progress.entry(args.token).or_default().push(args.value);
        Ok(())
    }
}

/// Stores the note `cancelled` when it is dropped.
struct Dropped(Arc<Mutex<Vec<String>>>);

impl Drop for Dropped {
    fn drop(&mut self) {
        locked(&self.0).push("cancelled".to_owned());
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
