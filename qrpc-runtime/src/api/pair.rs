//! Both sides of an API in one process, for tests.

use super::{Builder, IntoHandlers, Side};
use crate::error::StartError;
use crate::transport::{Internal, Transport};

/// Builds both sides of an API with the given handlers, connects them to each other within the
/// process, and starts them.
///
/// # Errors
///
/// When the system cannot create a thread or an event queue.
pub fn pair<A: Side, B: Side, K, L>(
    normal: impl IntoHandlers<A, K>,
    inverted: impl IntoHandlers<B, L>,
) -> Result<(A, B), StartError> {
    let (here, there) = Internal::pair();
    let normal = end(Builder::<A>::new().handlers(normal), here);
    let inverted = end(Builder::<B>::new().handlers(inverted), there);
    normal.start()?;
    inverted.start()?;
    Ok((normal, inverted))
}

fn end<S: Side>(builder: Builder<S>, place: Internal) -> S {
    let place: Box<dyn Transport> = Box::new(place);
    builder.transport(place).assemble()
}
