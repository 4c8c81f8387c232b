//! Values that handle all methods that one side of an API answers.

use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

use super::Side;
use crate::handler_error::Fault;

/// The supertrait of every generated handlers trait (`MyApiHandlers`, `MyApiAsyncHandlers`, …).
/// Every type that is `Send + Sync + 'static` implements `Handlers`.
///
/// An error that a function of a handlers trait returns is sent to the caller as an error reply if
/// the method has a reply. The error is also reported to
/// [`Api::on_problem`](crate::Api::on_problem).
pub trait Handlers: Send + Sync + 'static {}

impl<H: Send + Sync + 'static> Handlers for H {}

/// The future of an async handler whose method replies with an `R`. Every future that is `Send` and
/// returns `Result<R, Fault>` implements this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the future of an async handler",
    label = "expected an `async fn` that returns `Result<{R}, Fault>`"
)]
pub trait HandlerFuture<R>: Future<Output = Result<R, Fault>> + Send {}

impl<R, F: Future<Output = Result<R, Fault>> + Send> HandlerFuture<R> for F {}

/// Marks handlers whose functions return their result: an implementation of `MyApiHandlers`.
#[derive(Debug)]
pub enum SyncKind {}

/// Marks handlers whose functions are async: an implementation of `MyApiAsyncHandlers`.
#[derive(Debug)]
pub enum AsyncKind {}

/// Marks handlers that are given as a value.
#[derive(Debug)]
pub struct OwnedHandlers<Kind>(PhantomData<Kind>);

/// Marks handlers that are given in an [`Arc`].
#[derive(Debug)]
pub struct SharedHandlers<Kind>(PhantomData<Kind>);

/// A side whose methods a value of type `H` can handle. `Kind` is [`SyncKind`] or [`AsyncKind`].
#[diagnostic::on_unimplemented(
    message = "`{H}` does not handle the methods that `{Self}` answers",
    label = "implements neither the handlers trait of `{Self}` nor its async form"
)]
pub trait HandledBy<H, Kind>: Side {
    /// Connects the functions of `handlers` to all methods that the side answers.
    #[doc(hidden)]
    fn attach(&self, handlers: &Arc<H>);
}

/// A value that `builder().handlers(…)` takes: an implementation of the handlers trait of the side
/// `S` or of its async form, or an [`Arc`] of one. The compiler infers `Kind`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not handle the methods that `{S}` answers",
    label = "implements neither the handlers trait of `{S}` nor its async form"
)]
pub trait IntoHandlers<S, Kind>: 'static {
    /// Connects the handlers to all methods that the side answers.
    #[doc(hidden)]
    fn attach_to(self, side: &S);
}

impl<S: HandledBy<H, Kind>, H: Handlers, Kind> IntoHandlers<S, OwnedHandlers<Kind>> for H {
    fn attach_to(self, side: &S) {
        side.attach(&Arc::new(self));
    }
}

impl<S: HandledBy<H, Kind>, H: Handlers, Kind> IntoHandlers<S, SharedHandlers<Kind>> for Arc<H> {
    fn attach_to(self, side: &S) {
        side.attach(&self);
    }
}

/// An async function of a handlers trait, as a path such as `H::echo`. `Given` is the tuple of the
/// function's parameters after `&self`.
pub trait AsyncFunction<'h, H: 'h, Given, R>: Copy + Send + Sync + 'static {
    /// The future that the function returns. The future borrows the handlers.
    type Future: HandlerFuture<R> + 'h;

    /// Calls the function.
    fn call(&self, handlers: &'h H, given: Given) -> Self::Future;
}

impl<'h, H, P, R, F, Fut> AsyncFunction<'h, H, (P,), R> for F
where
    H: 'h,
    F: Fn(&'h H, P) -> Fut + Copy + Send + Sync + 'static,
    Fut: HandlerFuture<R> + 'h,
{
    type Future = Fut;

    fn call(&self, handlers: &'h H, (sender,): (P,)) -> Fut {
        self(handlers, sender)
    }
}

impl<'h, H, P, A, R, F, Fut> AsyncFunction<'h, H, (P, A), R> for F
where
    H: 'h,
    F: Fn(&'h H, P, A) -> Fut + Copy + Send + Sync + 'static,
    Fut: HandlerFuture<R> + 'h,
{
    type Future = Fut;

    fn call(&self, handlers: &'h H, (sender, args): (P, A)) -> Fut {
        self(handlers, sender, args)
    }
}
