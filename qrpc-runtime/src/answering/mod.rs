//! The receiving half of an API: routes messages to the handlers of a method and combines the
//! answers of several handlers.

mod async_answer;
mod exchange;
mod handler_list;
mod problem;
mod reply;
mod route;
mod router;
mod unknown;
mod watchers;

pub(crate) use async_answer::answer_unless_cancelled;
pub(crate) use exchange::Exchange;
pub(crate) use handler_list::{Handler, HandlerList};
pub use problem::MessageProblem;
pub(crate) use problem::Problems;
pub use reply::Reply;
pub(crate) use route::{Arrival, Route};
pub(crate) use router::Router;
pub use unknown::UnknownCall;
pub(crate) use unknown::UnknownMethods;
pub use watchers::PeerEvent;
pub(crate) use watchers::Watchers;
