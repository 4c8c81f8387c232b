//! The incoming half: from what a connection received to a method's handlers, and how their
//! answers become one.

mod exchange;
mod problem;
mod reply;
mod route;
mod router;
mod slot;
mod watchers;

pub(crate) use exchange::Exchange;
pub use problem::MessageProblem;
pub(crate) use problem::Problems;
pub use reply::Reply;
pub(crate) use route::{Arrival, Route};
pub(crate) use router::Router;
pub(crate) use slot::{Handler, Slot};
pub use watchers::PeerEvent;
pub(crate) use watchers::Watchers;
