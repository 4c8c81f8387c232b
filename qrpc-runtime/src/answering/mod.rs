//! The incoming half: from what a connection received to a method's handlers, and how their
//! answers become one.

mod exchange;
mod handler_list;
mod problem;
mod reply;
mod route;
mod router;
mod watchers;

pub(crate) use exchange::Exchange;
pub(crate) use handler_list::{Handler, HandlerList};
pub use problem::MessageProblem;
pub(crate) use problem::Problems;
pub use reply::Reply;
pub(crate) use route::{Arrival, Route};
pub(crate) use router::Router;
pub use watchers::PeerEvent;
pub(crate) use watchers::Watchers;
