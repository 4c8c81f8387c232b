//! Methods on the side that answers them: what is connected, and how its answers become one.

mod exchange;
mod reply;
mod route;
mod slot;

pub(crate) use exchange::Exchange;
pub use reply::Reply;
pub(crate) use route::{Arrival, Route};
pub use slot::HandlerId;
pub(crate) use slot::{Handler, Slot};
